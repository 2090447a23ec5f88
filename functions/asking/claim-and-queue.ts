/** Claim and queue: of a crowd that reads the same one asks, by one conditional write; what is not admitted is given back. */
import { type CitizenId, type Instant, type JurisdictionCode, NATIONAL } from '../../core/index.ts';
import type { Effects } from '../effects/effects.ts';
import type { HeadItem, ReplyItem } from '../effects/items.ts';
import { withoutContent } from '../effects/log.ts';
import { admit, refusalNow } from './admission.ts';
import { type AfterAsking, type Askable, dueOf, type Refusal } from './askable.ts';
import { type ClaimKey, promisedTurn, pruned } from './claims.ts';
import { retryAtOf } from './freshness.ts';
import { PATIENCE_MS } from './patience.ts';
import type { QuestionMessage } from './question-message.ts';

export type AskEffects = Pick<Effects, 'citizens' | 'control' | 'turns' | 'quotas' | 'queues' | 'log' | 'world'>;

const MOST_PLACES = 8;
const ATTEMPTS = 3;

/** Whom somebody reads about, and who could be asked. */
export interface Asking {
  citizen: CitizenId;
  /** As they were read. */
  head: HeadItem;
  replies: ReadonlyMap<string, ReplyItem>;
  askable: readonly Askable[];
  /** Where the citizen wants to go. */
  place: JurisdictionCode;
  /** Somebody has tapped to ask now. */
  urged: boolean;
}

/** What was claimed for a citizen, by one write that leads to `head`. */
interface Claimed {
  citizen: CitizenId;
  head: HeadItem;
  askable: readonly Askable[];
  /** Of these, those that had a turn promised. */
  promised: ReadonlySet<ClaimKey>;
  askedUntil: Instant;
}

/** What is due by the head as it stands when it is claimed; who loses the claim to somebody else looks again. */
export async function claimAndQueue(effects: AskEffects, asking: Asking): Promise<AfterAsking> {
  const { citizens, world } = effects;
  const { citizen, replies, askable, place, urged } = asking;
  let { head } = asking;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const now = world.clock.now();
    const places = withPlace(head.j, place);
    const due = dueOf(head, replies, askable, now, urged);
    if (due.length === 0 && places === head.j) break;
    const { open, refused } = await openSources(effects, due, now);
    if (open.length === 0 && places === head.j) return { head, refused };
    const promised = new Set(open.filter(({ key }) => hasWaited(head, key, replies.get(key))).map(({ key }) => key));
    const next = { ...pruned(head, replies, now), j: places };
    const askedUntil = (now + PATIENCE_MS) as Instant;
    for (const { key } of open) {
      next.q[key] = askedUntil;
      delete next.b[key];
    }
    if (await citizens.writeClaims(citizen, head, next)) {
      head = { ...head, ...next, v: head.v + 1 };
      return queueClaimed(effects, { citizen, head, askable: open, promised, askedUntil }, refused);
    }
    const again = await citizens.readHead(citizen);
    if (!again || again.x || again.c === undefined) break;
    head = again;
  }
  return { head, refused: new Map() };
}

/** Had a turn promised, or was queued and dropped when patience ran out. */
function hasWaited(head: HeadItem, key: ClaimKey, reply: ReplyItem | undefined): boolean {
  return promisedTurn(head, key) !== undefined || reply?.w === 'busy';
}

/** A source that is closed, whose breaker is open or whose quota is used up is not claimed; it answers at once. */
async function openSources({ control, quotas }: AskEffects, due: readonly Askable[], now: Instant) {
  const refused = new Map<ClaimKey, Refusal>();
  const items = due.length ? await control.read(new Set(due.map(({ source }) => source.id))) : new Map();
  const open = due.filter(({ key, source }) => {
    const refusal = refusalNow(source, 'results', items.get(source.id) ?? {}, now, { quotas });
    if (refusal) refused.set(key, refusal);
    return !refusal;
  });
  return { open, refused };
}

async function queueClaimed(
  effects: AskEffects,
  claimed: Claimed,
  refused: Map<ClaimKey, Refusal>,
): Promise<AfterAsking> {
  const { citizen, head, askable, promised, askedUntil } = claimed;
  const turns = new Map<ClaimKey, Instant>();
  await Promise.all(
    askable.map(async ({ key, source, documentRef }) => {
      const errand = promised.has(key) ? 'promised-results' : 'results';
      try {
        const admission = await admit(source, errand, effects);
        if (!admission.admitted) {
          refused.set(key, admission);
          if (admission.reason === 'busy') turns.set(key, admission.retryAt);
          return;
        }
        const { turnAt } = admission;
        const message: QuestionMessage = {
          kind: 'results',
          citizen,
          documentRef,
          source: source.id,
          askedUntil,
          turnAt,
        };
        await effects.queues.send(source, message);
      } catch (error) {
        effects.log('send-failed', { source: source.id, ...withoutContent(error) });
        refused.set(key, { reason: 'busy', retryAt: retryAtOf('busy', effects.world.clock.now()) });
      }
    }),
  );
  const released = askable.map(({ key }) => key).filter((key) => refused.has(key));
  if (released.length === 0) return { head, refused };
  return { head: await release(effects, claimed, released, turns), refused };
}

/** Gives claims back, and keeps the turns that were promised instead. A claim that cannot be given back expires. */
async function release(
  { citizens }: AskEffects,
  { citizen, head: claimed, askedUntil }: Claimed,
  keys: readonly ClaimKey[],
  turns: ReadonlyMap<ClaimKey, Instant>,
): Promise<HeadItem> {
  let head = claimed;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const next = { q: { ...head.q }, b: { ...head.b }, j: head.j };
    for (const key of keys) {
      if (next.q[key] !== askedUntil) continue;
      delete next.q[key];
      const turn = turns.get(key);
      if (turn !== undefined) next.b[key] = turn;
    }
    if (await citizens.writeClaims(citizen, head, next)) return { ...head, ...next, v: head.v + 1 };
    head = (await citizens.readHead(citizen)) ?? head;
  }
  return head;
}

/** The same array when the place is known already: then nothing has to be written for it. */
export function withPlace(places: JurisdictionCode[], place: JurisdictionCode): JurisdictionCode[] {
  return place === NATIONAL || places.includes(place) ? places : [place, ...places].slice(0, MOST_PLACES);
}
