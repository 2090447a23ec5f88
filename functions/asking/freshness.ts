/** Freshness: for how long an answer stands before the source is asked again, and for how long it is kept. */
import { DAY_MS, type FailureReason, type Instant, MINUTE_MS, type TestResult } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import type { ReplyItem } from '../effects/items.ts';

/** Results are kept for the longest window anybody has asked for (the delta's fourteen days), from the newest test on. */
export const RESULT_KEPT_MS = 14 * DAY_MS;
/** A word that brought no result is kept only to say when it was given. */
export const WORD_KEPT_MS = DAY_MS;

/** What to wait before asking again after a failure that names no time itself. */
const RETRY_AFTER_MS: Record<FailureReason, number> = {
  timeout: 20_000,
  unreachable: 20_000,
  'source-error': 20_000,
  'over-quota': 30_000,
  'breaker-open': 10_000,
  busy: 10_000,
  unreadable: 5 * MINUTE_MS,
  refused: 5 * MINUTE_MS,
  'wrong-person': 30 * MINUTE_MS,
  closed: 5 * MINUTE_MS,
};

export function retryAtOf(reason: FailureReason, at: number, named?: Instant): Instant {
  return Math.max(named ?? at + RETRY_AFTER_MS[reason], at) as Instant;
}

/** When the source last told anything: asked, or by itself. */
export function lastToldAt({ at, pa = 0 }: ReplyItem): number | undefined {
  return at === undefined ? undefined : Math.max(at, pa);
}

/** Until when the source's own word stands without asking again. */
export function freshUntil(item: ReplyItem, source: SourceFile): number {
  const told = lastToldAt(item);
  if (told === undefined || item.po) return 0;
  const { foundMinutes, noneMinutes } = source.freshness;
  return told + (item.r === undefined ? noneMinutes : foundMinutes) * MINUTE_MS;
}

/** A citizen who asks for it has a word asked for again that is older than this, */
const WORD_AGAIN_MS = MINUTE_MS;
/** and a source that failed, unless it or our own queue has said when to come back. */
const FAILURE_AGAIN_MS = 5_000;
const MUST_WAIT: ReplyItem['w'][] = ['pending', 'over-quota', 'busy', 'breaker-open', 'closed'];

/**
 * Whether it is time to ask: the word is stale or was never given, and no failure asks us to wait. `urged`: a citizen
 * has tapped to ask now, and does not wait for freshness to end.
 */
export function isDue(item: ReplyItem | undefined, source: SourceFile, now: number, urged: boolean): boolean {
  if (!item) return true;
  if (item.w !== undefined) {
    if ((item.wr ?? 0) <= now) return true;
    return urged && !MUST_WAIT.includes(item.w) && (item.wa ?? now) + FAILURE_AGAIN_MS <= now;
  }
  return freshUntil(item, source) <= now || (urged && (item.at ?? 0) + WORD_AGAIN_MS <= now);
}

/** A stale word still counts as one while the source is being asked again, for as long again as it was fresh. */
export function stillCounts(item: ReplyItem, source: SourceFile, now: number): boolean {
  const told = lastToldAt(item);
  if (told === undefined || item.po) return false;
  const fresh = freshUntil(item, source);
  return now < fresh + (fresh - told);
}

/** Whether a test is old enough to be dropped; one with no believable time is kept as long as its reply. */
export function isKept(result: TestResult, now: number): boolean {
  const at = newestTime(result);
  return at === undefined || now - at <= RESULT_KEPT_MS;
}

/** `expiresAt` in seconds for a reply that holds these results. */
export function replyExpiresAt(results: readonly TestResult[], now: number): number {
  // A time in the future is a mistake of the source and must not keep the item longer.
  const newest = Math.max(0, ...results.map((result) => Math.min(newestTime(result) ?? 0, now)));
  return Math.ceil(Math.max(newest + RESULT_KEPT_MS, now + WORD_KEPT_MS) / 1000);
}

function newestTime(result: TestResult): number | undefined {
  const times = [result.sampleCollectedAt, result.testedAt, result.reportIssuedAt].filter((at) => at !== undefined);
  return times.length ? Math.max(...times) : undefined;
}
