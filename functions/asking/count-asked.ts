/** Counting: what one asking adds to the running hour of its source. */
import { HOUR_MS, type TestResult } from '../../core/index.ts';
import type { Asked } from '../../protocols/index.ts';
import type { ChangedReply } from '../effects/citizens.ts';
import type { HourCounts } from '../effects/hours.ts';
import type { ReplyItem } from '../effects/items.ts';
import { bucketOf, DURATIONS_MS, LATENESS_HOURS } from './buckets.ts';
import { resultsIn } from './reply-item.ts';

/** Only who was asked so lately and did not have a result yet tells how late it is. */
const ASKED_LATELY_MS = 3 * HOUR_MS;

/** A question that made no call is none: nobody was asked. */
export function countsOfAsked({ reply, calls, calledAt }: Asked, changed: ChangedReply): HourCounts {
  if (calls === 0) return {};
  if (reply.kind === 'failed') return { n: 1, f: 1, ...countsOfNew(changed) };
  const tookMs = reply.retrievedAt - (calledAt ?? reply.retrievedAt);
  return { n: 1, a: 1, [bucketOf('d', DURATIONS_MS, tookMs)]: 1, ...countsOfNew(changed), ...latenessOf(changed) };
}

/** Results that were not there before, as far as they are kept, and the positives among them. */
export function countsOfNew(changed: ChangedReply): HourCounts {
  const fresh = newResults(changed);
  return { r: fresh.length, p: fresh.filter(({ outcome }) => outcome === 'positive').length };
}

function latenessOf(changed: ChangedReply): HourCounts {
  const askedAt = askedInFull(changed.earlier);
  const now = changed.now.at!;
  if (askedAt === undefined || now === undefined || now - askedAt > ASKED_LATELY_MS) return {};
  const counts: HourCounts = {};
  for (const { reportIssuedAt } of newResults(changed)) {
    if (reportIssuedAt === undefined || reportIssuedAt > now) continue;
    const bucket = bucketOf('l', LATENESS_HOURS, (now - reportIssuedAt) / HOUR_MS);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

const askedInFull = (item: ReplyItem | undefined) => (item?.po ? undefined : item?.at);

/** Those that were not there before, as far as they are kept. */
export function newResults({ earlier, now }: ChangedReply): TestResult[] {
  const before = new Set(resultsIn(earlier).map((result) => JSON.stringify(result)));
  return resultsIn(now).filter((result) => !before.has(JSON.stringify(result)));
}
