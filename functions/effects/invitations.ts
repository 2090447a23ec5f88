/** Invitations to be staff of a venue: good once, for seven days, and no longer than whoever gave it manages there. Only a hash is kept. */
import { createHash, randomBytes } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { DAY_MS, type Instant, instantOf } from '../../core/index.ts';
import type { AccountKey, InvitationItem, StaffRole, VenueId } from './items.ts';
import { ifConditionHolds, isLive, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

export interface Invitations {
  /** `by`: the manager who gives it; absent: operators. The text is 128 bits, Base64url. */
  give(venue: VenueId, role: StaffRole, by?: AccountKey): Promise<{ invitation: string; expiresAt: Instant }>;
  read(venue: VenueId, invitation: string): Promise<InvitationItem | undefined>;
  /** False when it is gone: of several who take it, one has it. */
  take(venue: VenueId, invitation: string): Promise<boolean>;
}

const KEPT_MS = 7 * DAY_MS;

export function createInvitations(world: Timed, { client, ledger: TableName }: Tables): Invitations {
  const keyOf = (venue: VenueId, invitation: string) => ({
    pk: `venue#${venue}`,
    sk: `invitation#${createHash('sha256').update(invitation).digest('base64url')}`,
  });
  return {
    async give(venue, role, by) {
      const invitation = randomBytes(16).toString('base64url');
      const expiresAt = instantOf(world.clock.now() + KEPT_MS);
      const item: InvitationItem = { role, ...(by && { by }), expiresAt: secondsOf(expiresAt) };
      await client.send(new PutCommand({ TableName, Item: { ...item, ...keyOf(venue, invitation) } }));
      return { invitation, expiresAt };
    },
    async read(venue, invitation) {
      const Key = keyOf(venue, invitation);
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return isLive(Item, world.clock.now()) ? (Item as InvitationItem) : undefined;
    },
    async take(venue, invitation) {
      const taken = await ifConditionHolds(
        client.send(
          new DeleteCommand({
            TableName,
            Key: keyOf(venue, invitation),
            ConditionExpression: 'expiresAt > :now',
            ExpressionAttributeValues: { ':now': Math.floor(world.clock.now() / 1000) },
          }),
        ),
      );
      return taken !== undefined;
    },
  };
}
