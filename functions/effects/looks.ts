/** Looks 谁看过: when who looked at a citizen's results, sealed to the citizen and gone after a fortnight. Offline looks leave none. */
import { randomBytes } from 'node:crypto';
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type CitizenId, DAY_MS, type Instant, instantOf } from '../../core/index.ts';
import type { LookItem } from './items.ts';
import type { Sealing } from './sealing.ts';
import { isLive, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

/** An online second opinion on a code / an opened link / a look-up by document in hand. */
export const LOOK_WAYS = ['code', 'link', 'look-up'] as const;
export type LookWay = (typeof LOOK_WAYS)[number];

/** Who looked, and how; `null`: no venue, but whoever the citizen gave a link to. */
export interface Look {
  venue: { id: string; zh: string; en: string } | null;
  how: LookWay;
}

export interface Looks {
  /** `once`: what happened then, however often it is written; absent: now, and each time anew. */
  write(citizen: CitizenId, look: Look, once?: { at: Instant; what: string }): Promise<void>;
  /** Newest first, at most two hundred. */
  list(citizen: CitizenId): Promise<(Look & { at: Instant })[]>;
  /** Under a citizen who has turned out to be another one; may be run again. */
  move(from: CitizenId, into: CitizenId): Promise<void>;
}

export const LOOK_KEPT_MS = 14 * DAY_MS;
const LOOK = 'look#';
/** More than a page shows; a venue that asks again and again does not fill it with more. */
const MOST_LISTED = 200;

export function createLooks(world: Timed, { client, ledger: TableName }: Tables, sealing: Sealing): Looks {
  const keyOf = (citizen: CitizenId, sk: string) => ({ pk: `citizen#${citizen}`, sk });
  const sealedAt = (citizen: CitizenId, sk: string) => ({
    table: TableName,
    ...keyOf(citizen, sk),
    field: 'sealed',
  });

  async function put(citizen: CitizenId, sk: string, look: string, expiresAt: number): Promise<void> {
    const item: LookItem = { sealed: await sealing.seal(sealedAt(citizen, sk), look), expiresAt };
    await client.send(new PutCommand({ TableName, Item: { ...item, ...keyOf(citizen, sk) } }));
  }
  async function newest(citizen: CitizenId): Promise<(LookItem & { sk: string })[]> {
    const page = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: MOST_LISTED,
        KeyConditionExpression: 'pk = :citizen AND begins_with(sk, :look)',
        ExpressionAttributeValues: { ':citizen': `citizen#${citizen}`, ':look': LOOK },
      }),
    );
    return ((page.Items ?? []) as (LookItem & { sk: string })[]).filter((item) => isLive(item, world.clock.now()));
  }

  return {
    async write(citizen, { venue, how }, once) {
      const { at, what } = once ?? { at: world.clock.now(), what: randomBytes(6).toString('base64url') };
      // Thirteen digits until the year 2286, so that they sort as time does.
      await put(citizen, `${LOOK}${at}#${what}`, JSON.stringify({ venue, how }), secondsOf(at + LOOK_KEPT_MS));
    },
    async list(citizen) {
      const items = await newest(citizen);
      return Promise.all(
        items.map(async ({ sk, sealed }) => {
          const look = JSON.parse(await sealing.open(sealedAt(citizen, sk), sealed)) as Look;
          return { at: instantOf(Number(sk.slice(LOOK.length).split('#')[0])), ...look };
        }),
      );
    },
    async move(from, into) {
      for (let items = await newest(from); items.length > 0; items = await newest(from)) {
        for (const { sk, sealed, expiresAt } of items) {
          await put(into, sk, await sealing.open(sealedAt(from, sk), sealed), expiresAt);
          await client.send(new DeleteCommand({ TableName, Key: keyOf(from, sk) }));
        }
      }
    },
  };
}
