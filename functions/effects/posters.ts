/** Posters: which venue codes were signed for a venue, so that they can be revoked with it. */
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Instant, instantOf } from '../../core/index.ts';
import type { PosterItem, VenueId } from './items.ts';
import { isLive, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

export interface Posters {
  /** `id`: the venue code's, hex. */
  add(venue: VenueId, id: string, expiresAt: Instant): Promise<void>;
  /** Those that have not expired. */
  list(venue: VenueId): Promise<{ id: string; expiresAt: Instant }[]>;
}

const POSTER = 'poster#';

export function createPosters(world: Timed, { client, ledger: TableName }: Tables): Posters {
  return {
    async add(venue, id, expiresAt) {
      const item: PosterItem = { expiresAt: secondsOf(expiresAt) };
      await client.send(new PutCommand({ TableName, Item: { ...item, pk: `venue#${venue}`, sk: POSTER + id } }));
    },
    async list(venue) {
      const items: (PosterItem & { sk: string })[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName,
            // One that is left out would hang on a wall for a year beyond recall.
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :venue AND begins_with(sk, :poster)',
            ExpressionAttributeValues: { ':venue': `venue#${venue}`, ':poster': POSTER },
            ExclusiveStartKey,
          }),
        );
        items.push(...((page.Items ?? []) as typeof items));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      return items
        .filter((item) => isLive(item, world.clock.now()))
        .map(({ sk, expiresAt }) => ({ id: sk.slice(POSTER.length), expiresAt: instantOf(expiresAt * 1000) }));
    },
  };
}
