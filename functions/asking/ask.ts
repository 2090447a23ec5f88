/** Ask: claims, admits and queues the questions that are due about a citizen, and says what became of each. */
import { type CitizenId, type FailureReason, type Instant, type JurisdictionCode, NATIONAL } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import type { Effects } from '../effects/effects.ts';
import type { HeadItem, ReplyItem } from '../effects/items.ts';
import { type LogDetails, withoutContent } from '../effects/log.ts';
import { admit, closedOrBroken } from './admission.ts';
import { type ClaimKey, promisedTurn, pruned, standingClaim } from './claims.ts';
import { isDue, retryAtOf } from './freshness.ts';
import { PATIENCE_MS } from './patience.ts';
import type { QuestionMessage } from './question-message.ts';

/** One source that could be asked about one document. */
export interface Askable {
  key: ClaimKey;
  source: SourceFile;
  documentRef: string;
}

export interface Refusal {
  reason: FailureReason;
  retryAt: Instant;
}

/** The head as it stands after asking, and who could not be asked for reasons that are not the citizen's. */
export interface AfterAsking {
  head: HeadItem;
  refused: ReadonlyMap<ClaimKey, Refusal>;
}

export type AskEffects = Pick<Effects, 'citizens' | 'control' | 'turns' | 'queues' | 'log' | 'world'>;

const MOST_PLACES = 8;
const ATTEMPTS = 3;
/** For so long an answer may wait for its questions to be claimed and queued. */
const ASKING_MS = 1_500;

/**
 * Has asked whoever is due. Who reads is answered also where tables or queues are slow or broken: then those who are due
 * could not be asked, which is `busy`; a question that is queued late all the same is answered like any other.
 */
export async function askWhoIsDue(
  effects: AskEffects,
  citizen: CitizenId,
  read: { head: HeadItem; replies: ReadonlyMap<string, ReplyItem> },
  askable: readonly Askable[],
  place: JurisdictionCode,
): Promise<AfterAsking> {
  const { log, world } = effects;
  const due = dueOf(read.head, read.replies, askable, world.clock.now());
  if (due.length === 0 && withPlace(read.head.j, place) === read.head.j) return { head: read.head, refused: new Map() };
  const unasked = (why: LogDetails): AfterAsking => {
    log('asking-failed', why);
    const refusal: Refusal = { reason: 'busy', retryAt: retryAtOf('busy', world.clock.now()) };
    return { head: read.head, refused: new Map(due.map(({ key }) => [key, refusal])) };
  };
  const asked = new AbortController();
  const asking = claimAndQueue(effects, citizen, read, askable, place)
    .catch((error: unknown) => unasked(withoutContent(error)))
    .finally(() => asked.abort());
  const late = world.clock
    .sleep(ASKING_MS, asked.signal)
    .then(() => (asked.signal.aborted ? asking : unasked({ error: 'too late' })));
  return Promise.race([asking, late]);
}

/** Whoever is due is claimed by one conditional write; of a crowd that reads the same, one asks. */
async function claimAndQueue(
  effects: AskEffects,
  citizen: CitizenId,
  read: { head: HeadItem; replies: ReadonlyMap<string, ReplyItem> },
  askable: readonly Askable[],
  place: JurisdictionCode,
): Promise<AfterAsking> {
  const { citizens, world } = effects;
  let { head } = read;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const now = world.clock.now();
    const places = withPlace(head.j, place);
    const due = dueOf(head, read.replies, askable, now);
    if (due.length === 0 && places === head.j) break;
    const { open, refused } = await openSources(effects, due, now);
    if (open.length === 0 && places === head.j) return { head, refused };
    const promised = new Set(
      open.filter(({ key }) => hasWaited(head, key, read.replies.get(key))).map(({ key }) => key),
    );
    const next = { ...pruned(head, read.replies, now), j: places };
    const askedUntil = (now + PATIENCE_MS) as Instant;
    for (const { key } of open) {
      next.q[key] = askedUntil;
      delete next.b[key];
    }
    if (await citizens.writeClaims(citizen, head, next)) {
      head = { ...head, ...next, v: head.v + 1 };
      return queueClaimed(effects, citizen, head, open, promised, askedUntil, refused);
    }
    const again = await citizens.readHead(citizen);
    if (!again || again.x || again.c === undefined) break;
    head = again;
  }
  return { head, refused: new Map() };
}

function dueOf(head: HeadItem, replies: ReadonlyMap<string, ReplyItem>, askable: readonly Askable[], now: Instant) {
  return askable.filter(({ key, source }) => mayAsk(head, key, source, replies.get(key), now));
}

/** Neither asked already, nor fresh, nor told to wait. */
function mayAsk(head: HeadItem, key: ClaimKey, source: SourceFile, reply: ReplyItem | undefined, now: number): boolean {
  if (standingClaim(head, key, reply, now) !== undefined) return false;
  if ((promisedTurn(head, key) ?? 0) > now) return false;
  return isDue(reply, source, now);
}

/** Had a turn promised, or was queued and dropped when patience ran out. */
function hasWaited(head: HeadItem, key: ClaimKey, reply: ReplyItem | undefined): boolean {
  return promisedTurn(head, key) !== undefined || reply?.w === 'busy';
}

/** A source that is closed or whose breaker is open is not claimed; it answers at once. */
async function openSources({ control }: AskEffects, due: readonly Askable[], now: Instant) {
  const refused = new Map<ClaimKey, Refusal>();
  const items = due.length ? await control.read([...new Set(due.map(({ source }) => source.id))]) : new Map();
  const open = due.filter(({ key, source }) => {
    const refusal = closedOrBroken(items.get(source.id) ?? {}, now);
    if (refusal) refused.set(key, refusal);
    return !refusal;
  });
  return { open, refused };
}

async function queueClaimed(
  effects: AskEffects,
  citizen: CitizenId,
  head: HeadItem,
  claimed: readonly Askable[],
  promised: ReadonlySet<ClaimKey>,
  askedUntil: Instant,
  refused: Map<ClaimKey, Refusal>,
): Promise<AfterAsking> {
  const turns = new Map<ClaimKey, Instant>();
  await Promise.all(
    claimed.map(async ({ key, source, documentRef }) => {
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
        await effects.queues.send(source.id, message);
      } catch (error) {
        effects.log('send-failed', { source: source.id, ...withoutContent(error) });
        refused.set(key, { reason: 'busy', retryAt: retryAtOf('busy', effects.world.clock.now()) });
      }
    }),
  );
  const released = claimed.map(({ key }) => key).filter((key) => refused.has(key));
  if (released.length === 0) return { head, refused };
  return { head: await release(effects, citizen, head, released, turns, askedUntil), refused };
}

/** Gives claims back, and keeps the turns that were promised instead. A claim that cannot be given back expires. */
async function release(
  { citizens }: AskEffects,
  citizen: CitizenId,
  claimed: HeadItem,
  keys: readonly ClaimKey[],
  turns: ReadonlyMap<ClaimKey, Instant>,
  askedUntil: Instant,
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
function withPlace(places: JurisdictionCode[], place: JurisdictionCode): JurisdictionCode[] {
  return place === NATIONAL || places.includes(place) ? places : [place, ...places].slice(0, MOST_PLACES);
}
