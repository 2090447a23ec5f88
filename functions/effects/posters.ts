/** Posters: which venue codes were signed for a venue, so that they can be revoked with it. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Instant, instantOf } from '../../core/index.ts';
import type { PosterItem, VenueId } from './items.ts';
import { isLive, queryAll, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

export interface Posters {
  /** `id`: the venue code's, hex. */
  add(venue: VenueId, id: string, expiresAt: Instant): Promise<void>;
  /** Those that have not expired. */
  list(venue: VenueId): Promise<{ id: string; expiresAt: Instant }[]>;
}

const POSTER = 'poster#';

export function createPosters(world: Timed, tables: Tables): Posters {
  const { client, ledger: TableName } = tables;
  return {
    async add(venue, id, expiresAt) {
      const item: PosterItem = { expiresAt: secondsOf(expiresAt) };
      await client.send(new PutCommand({ TableName, Item: { ...item, pk: `venue#${venue}`, sk: POSTER + id } }));
    },
    async list(venue) {
      const items = await queryAll<PosterItem & { sk: string }>(tables, {
        TableName,
        // One that is left out would hang on a wall for a year beyond recall.
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :venue AND begins_with(sk, :poster)',
        ExpressionAttributeValues: { ':venue': `venue#${venue}`, ':poster': POSTER },
      });
      return items
        .filter((item) => isLive(item, world.clock.now()))
        .map(({ sk, expiresAt }) => ({ id: sk.slice(POSTER.length), expiresAt: instantOf(expiresAt * 1000) }));
    },
  };
}
