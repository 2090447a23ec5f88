/** Desks: fixed counters with a browser, each paired once by a member of staff, and theirs for twelve hours. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { HOUR_MS, type Instant, instantOf, MINUTE_MS } from '../../core/index.ts';
import type { AccountKey, DeskId, DeskItem, VenueId } from './items.ts';
import { ifConditionHolds, isLive, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

/** A desk waits so long for somebody to pair it, */
const PAIRING_MS = 10 * MINUTE_MS;
/** and is paired for so long. */
const PAIRED_MS = 12 * HOUR_MS;

export interface Paired {
  venue: VenueId;
  /** Who paired it: when they are staff no more, nor is the desk. */
  by: AccountKey;
  /** Theirs at the venue. Whoever is removed and comes back has another, and the desk stays out. */
  staffKey: string;
  until: Instant;
}

export interface Desks {
  /** Id and secret, 128 bits each: the id is shown to be paired, the secret stays. */
  open(): Promise<{ id: DeskId; secret: string; pairBy: Instant }>;
  /** `waiting`: nobody has paired it yet. `undefined`: none of this secret, or its time is over. */
  enter(id: string, secret: string): Promise<Paired | 'waiting' | undefined>;
  read(id: DeskId): Promise<Paired | undefined>;
  /** `taken`: somebody else has paired it, or paired it with another venue. */
  pair(id: string, paired: Omit<Paired, 'until'>): Promise<'paired' | 'taken' | 'unknown'>;
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const drawn = () => randomBytes(16).toString('base64url');

export function createDesks(world: Timed, { client, cache: TableName }: Tables): Desks {
  const keyOf = (id: string) => ({ pk: `desk#${id}`, sk: 'desk' });
  async function read(id: string): Promise<DeskItem | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(id), ConsistentRead: true }));
    const item = Item as DeskItem | undefined;
    const now = world.clock.now();
    // To the millisecond: the table's own ends are whole seconds.
    return isLive(item, now) && item!.endsAt > now ? item : undefined;
  }
  const pairedIn = (item: DeskItem | undefined): Paired | undefined =>
    item?.venue !== undefined && item.by !== undefined && item.staffKey !== undefined
      ? { venue: item.venue, by: item.by, staffKey: item.staffKey, until: instantOf(item.endsAt) }
      : undefined;

  return {
    async open() {
      const [id, secret] = [drawn() as DeskId, drawn()];
      const pairBy = instantOf(world.clock.now() + PAIRING_MS);
      const item: DeskItem = { secret: digest(secret), endsAt: pairBy, expiresAt: secondsOf(pairBy) };
      await client.send(new PutCommand({ TableName, Item: { ...item, ...keyOf(id) } }));
      return { id, secret, pairBy };
    },
    async enter(id, secret) {
      const item = await read(id);
      if (!item || !timingSafeEqual(item.secret, digest(secret))) return undefined;
      return pairedIn(item) ?? 'waiting';
    },
    read: async (id) => pairedIn(await read(id)),
    async pair(id, { venue, by, staffKey }) {
      const now = world.clock.now();
      const until = instantOf(now + PAIRED_MS);
      const written = await ifConditionHolds(
        client.send(
          new UpdateCommand({
            TableName,
            Key: keyOf(id),
            UpdateExpression: 'SET venue = :venue, #by = :by, staffKey = :key, endsAt = :until, expiresAt = :ttl',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#by) AND endsAt > :now',
            ExpressionAttributeNames: { '#by': 'by' },
            ExpressionAttributeValues: {
              ':venue': venue,
              ':by': by,
              ':key': staffKey,
              ':until': until,
              ':ttl': secondsOf(until),
              ':now': now,
            },
          }),
        ),
      );
      if (written) return 'paired';
      const paired = pairedIn(await read(id));
      if (!paired) return 'unknown';
      return paired.by === by && paired.venue === venue ? 'paired' : 'taken';
    },
  };
}
