/**
 * Admission: whether a question may be queued now. Each source has a clock of booked calls that runs ahead of now; no
 * more than half of patience may be booked, so a queue never grows into work that nobody waits for. Who is not admitted
 * is promised a turn: turns are as far apart as calls, so that those who come back keep the queue just full.
 */
import { type FailureReason, type Instant, instantOf } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import { callIntervalMs } from '../effects/call-interval.ts';
import type { Control } from '../effects/control.ts';
import type { Announcement, ControlItem } from '../effects/items.ts';
import { nextBeijingDay, type Quotas } from '../effects/quotas.ts';
import type { Turns } from '../effects/turns.ts';
import type { World } from '../effects/world.ts';
import { closedUntil } from './closed.ts';
import { callsOf, PATIENCE_MS, shareOfResults } from './patience.ts';

export type Admission =
  /** Its calls are booked from `turnAt` on. */
  { admitted: true; turnAt: Instant } | NotAdmitted;
export interface NotAdmitted {
  admitted: false;
  reason: FailureReason & ('busy' | 'closed' | 'breaker-open' | 'over-quota');
  retryAt: Instant;
  announcement?: Announcement;
}

/** What wants to be admitted: about results, for the first time or in its promised turn; or a check. */
export type Errand = 'results' | 'promised-results' | 'check';

export interface Admitting {
  control: Control;
  quotas: Quotas;
  world: Pick<World, 'clock' | 'random'>;
  turns: Turns;
}

const ROOM_MS = PATIENCE_MS / 2;
/** While turns are promised, newcomers leave this part of the room to those who come back in theirs. */
const KEPT_FOR_PROMISED = 0.2;
/** Further ahead than this no turn is promised; some of those will have given up, and nobody can plan so far. */
const LONGEST_PROMISE_MS = 5 * 60_000;
const ATTEMPTS = 4;

export async function admit(source: SourceFile, errand: Errand, means: Admitting): Promise<Admission> {
  let item = (await means.control.read([source.id])).get(source.id)!;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const now = means.world.clock.now();
    const refusal = refusalNow(source, errand, item, now, means);
    if (refusal) return refusal;
    const costMs = costOf(source, errand, item);
    const roomMs = roomOf(source, errand, item, now);
    if ((item.booked ?? 0) - now + costMs > roomMs) break;
    const turnAt = await means.control.book(source.id, costMs, roomMs);
    if (turnAt !== undefined) {
      const within = await isWithinQuota(source, errand, means);
      return within ? { admitted: true, turnAt: instantOf(turnAt) } : overQuota(now);
    }
    item = await means.control.readNow(source.id);
  }
  const refusal = refusalNow(source, errand, item, means.world.clock.now(), means);
  if (refusal) return refusal;
  return { admitted: false, reason: 'busy', retryAt: await promisedTurn(source, item, means) };
}

/** What is known without asking the table: a source that cannot be asked now. */
export function refusalNow(
  source: SourceFile,
  errand: Errand,
  item: ControlItem,
  now: Instant,
  { quotas }: Pick<Admitting, 'quotas'>,
): NotAdmitted | undefined {
  const closed = closedUntil(source, item, now);
  if (closed) return { admitted: false, reason: 'closed', ...closed };
  if ((item.openUntil ?? 0) > now)
    return { admitted: false, reason: 'breaker-open', retryAt: instantOf(item.openUntil!) };
  const most = quotaOf(source, errand);
  return most !== undefined && quotas.isKnownUsedUp(source.id, most) ? overQuota(now) : undefined;
}

function overQuota(now: Instant): NotAdmitted {
  return { admitted: false, reason: 'over-quota', retryAt: nextBeijingDay(now) };
}

/** The calls of a day that an errand may bring the source to: questions about results leave the shares of the others. */
function quotaOf(source: SourceFile, errand: Errand): number | undefined {
  const { dailyQuota } = source.limits;
  if (dailyQuota === undefined || errand === 'check') return dailyQuota;
  return Math.floor(dailyQuota * shareOfResults(source));
}

async function isWithinQuota(source: SourceFile, errand: Errand, { quotas }: Admitting): Promise<boolean> {
  const most = quotaOf(source, errand);
  return most === undefined || quotas.book(source.id, bookedCalls(source, errand), most);
}

/** The calls that are booked for an errand. */
function bookedCalls(source: SourceFile, errand: Errand): number {
  return errand === 'check' ? 1 : callsOf(source);
}

function costOf(source: SourceFile, errand: Errand, item: ControlItem): number {
  const share = item.state === 'share' ? (item.share ?? 1) : 1;
  return callIntervalMs(source, share) * bookedCalls(source, errand);
}

function roomOf(source: SourceFile, errand: Errand, item: ControlItem, now: Instant): number {
  if (errand === 'check') return ROOM_MS;
  const room = ROOM_MS * shareOfResults(source);
  return errand === 'results' && (item.turn ?? 0) > now ? room * (1 - KEPT_FOR_PROMISED) : room;
}

async function promisedTurn(source: SourceFile, item: ControlItem, means: Admitting): Promise<Instant> {
  const now = means.world.clock.now();
  const costMs = costOf(source, 'results', item);
  if ((item.turn ?? 0) - now > LONGEST_PROMISE_MS) {
    return instantOf(now + PATIENCE_MS + means.world.random() * (LONGEST_PROMISE_MS - PATIENCE_MS));
  }
  return instantOf(Math.max(await means.turns.next(source.id, costMs, means), now));
}
