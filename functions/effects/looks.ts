/**
 * Looks 谁看过: when who looked at a citizen's results, sealed to the citizen and gone after a fortnight. Offline looks leave
 * none. They lie in a partition of their own, so that whoever may write them may write nothing else about anybody.
 */
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type CitizenId, DAY_MS, type Instant, type LookWay, MINUTE_MS } from '../../core/index.ts';
import type { LookItem } from './items.ts';
import type { Pepper } from './peppers.ts';
import type { Sealing } from './sealing.ts';
import { isLive, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

/** Who looked, and how; `venue: null`: no venue, but whoever the citizen gave a link to. */
export interface Look {
  venue: { id: string; zh: string; en: string } | null;
  how: LookWay;
  /** The guardian whose code or link it was. */
  guardian?: CitizenId;
}

/** `at`: the last of those that are one line. `place`: where the line stands among all, also among those of others. */
export type Looked = Look & { at: Instant; place: string };

export interface Looks {
  /**
   * Who looks in the same way, at the same thing, again within ten minutes makes no other line; `at` absent: now, `what`: the
   * link.
   */
  write(citizen: CitizenId, look: Look, then?: { at: Instant; what: string }): Promise<void>;
  /** Newest first, at most `LOOKS_LISTED`; of all, or of those after this place. */
  list(citizen: CitizenId, after?: string): Promise<Looked[]>;
  /** Under a citizen who has turned out to be another one; may be run again. */
  move(from: CitizenId, into: CitizenId): Promise<void>;
  /** Those at what a guardian held for this citizen, where the guardian has turned out to be another one; may be run again. */
  followGuardian(citizen: CitizenId, from: CitizenId, into: CitizenId): Promise<void>;
}

export const LOOK_KEPT_MS = 14 * DAY_MS;
export const LOOKS_LISTED = 200;
/** So that a code on paper which is scanned at gate after gate, or a link opened again and again, buries nothing. */
const ONE_LINE_MS = 10 * MINUTE_MS;
/** Thirteen digits until the year 2286, so that they sort as time does; and a mark that says nothing of who looked. */
export const LOOK_PLACE = /^\d{13}#[\w-]{16}$/;

export function createLooks(
  world: Timed,
  { client, ledger: TableName }: Tables,
  sealing: Sealing,
  pepper: Pepper,
): Looks {
  const keyOf = (citizen: CitizenId, sk: string) => ({ pk: `looks#${citizen}`, sk });
  const sealedAt = (citizen: CitizenId, sk: string) => ({ table: TableName, ...keyOf(citizen, sk), field: 'sealed' });

  async function put(citizen: CitizenId, { place, ...look }: Looked): Promise<void> {
    const sealed = await sealing.seal(sealedAt(citizen, place), JSON.stringify(look));
    const item: LookItem = { sealed, expiresAt: secondsOf(look.at + LOOK_KEPT_MS) };
    await client.send(new PutCommand({ TableName, Item: { ...item, ...keyOf(citizen, place) } }));
  }
  async function list(citizen: CitizenId, after?: string): Promise<Looked[]> {
    const page = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: LOOKS_LISTED,
        KeyConditionExpression: after === undefined ? 'pk = :looks' : 'pk = :looks AND sk < :after',
        ExpressionAttributeValues: { ':looks': `looks#${citizen}`, ...(after !== undefined && { ':after': after }) },
      }),
    );
    const now = world.clock.now();
    const live = ((page.Items ?? []) as (LookItem & { sk: string })[]).filter((item) => isLive(item, now));
    return Promise.all(
      live.map(async ({ sk, sealed }) => ({
        ...(JSON.parse(await sealing.open(sealedAt(citizen, sk), sealed)) as Omit<Looked, 'place'>),
        place: sk,
      })),
    );
  }
  async function* all(citizen: CitizenId): AsyncIterable<Looked> {
    for (let page = await list(citizen); page.length > 0; page = await list(citizen, page.at(-1)!.place)) yield* page;
  }

  return {
    async write(citizen, look, { at, what } = { at: world.clock.now(), what: '' }) {
      const from = Math.floor(at / ONE_LINE_MS) * ONE_LINE_MS;
      const { venue, how, guardian = '' } = look;
      const mark = await pepper('look', citizen, String(from), venue?.id ?? '', how, guardian, what);
      await put(citizen, { ...look, at, place: `${from}#${mark.slice(0, 16)}` });
    },
    list,
    async move(from, into) {
      for await (const look of all(from)) {
        await put(into, look);
        await client.send(new DeleteCommand({ TableName, Key: keyOf(from, look.place) }));
      }
    },
    async followGuardian(citizen, from, into) {
      for await (const look of all(citizen))
        if (look.guardian === from) await put(citizen, { ...look, guardian: into });
    },
  };
}
