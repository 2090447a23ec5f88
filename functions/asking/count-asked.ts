/**
 * Counting: what one asking adds to the running hour of its source.
 *
 * A source is held by its positives (hold.ts), so they are counted by the person: whoever binds, deletes and binds again, by
 * whatever way, is one. And whoever is looked up is a citizen for that alone, to whom every result is new: nothing that a
 * look-up brings is counted, only that it was asked.
 */
import { HOUR_MS, type TestResult } from '../../core/index.ts';
import type { Asked } from '../../protocols/index.ts';
import type { ChangedReply } from '../effects/citizens.ts';
import type { Effects } from '../effects/effects.ts';
import type { HourCounts } from '../effects/hours.ts';
import type { DocumentKey, ReplyItem } from '../effects/items.ts';
import { bucketOf, DURATIONS_MS, LATENESS_HOURS } from './buckets.ts';
import { resultsIn } from './reply-item.ts';

/** Only who was asked so lately and did not have a result yet tells how late it is. */
const ASKED_LATELY_MS = 3 * HOUR_MS;

/** A question that made no call is none: nobody was asked. */
export function countsOfAsked({ reply, calls, calledAt }: Asked): HourCounts {
  if (calls === 0) return {};
  if (reply.kind === 'failed') return { n: 1, f: 1 };
  const tookMs = reply.retrievedAt - (calledAt ?? reply.retrievedAt);
  return { n: 1, a: 1, [bucketOf('d', DURATIONS_MS, tookMs)]: 1 };
}

/** Results that were not there before, as far as they are kept, and whether the person is newly positive among them. */
export async function countsOfNew(
  { hours, specimenPepper }: Pick<Effects, 'hours' | 'specimenPepper'>,
  source: string,
  document: DocumentKey,
  changed: ChangedReply,
): Promise<HourCounts> {
  const fresh = newResults(changed);
  if (!fresh.some(({ outcome }) => outcome === 'positive')) return { r: fresh.length };
  const isFirst = await hours.claimPositive(await specimenPepper('positive', source, document));
  return { r: fresh.length, p: isFirst ? 1 : 0 };
}

/** How late those results are that a source did not have when it was asked lately. */
export function latenessOf(changed: ChangedReply): HourCounts {
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
function newResults({ earlier, now }: ChangedReply): TestResult[] {
  const before = new Set(resultsIn(earlier).map((result) => JSON.stringify(result)));
  return resultsIn(now).filter((result) => !before.has(JSON.stringify(result)));
}
