/** Counting negatives for policies that ask for several, such as 三天两检: of different Beijing days, sampled lately enough. */
import type { ConsolidatedResult } from './consolidated-result.ts';
import { type Instant, plusHours, startOfBeijingDay } from './instant.ts';
import type { Policy } from './policy.ts';
import { least } from './window.ts';

/** `enough` until the oldest needed one is too old; `maybe` when samplings that are not told could make it enough. */
export type NegativeCount = { kind: 'enough'; until: Instant } | { kind: 'maybe' } | { kind: 'too-few' };

/** The newest negative counts as one of them. `negatives`: those that nothing voids. Of one day the last counts. */
export function countNegatives(
  negatives: readonly ConsolidatedResult[],
  { count, withinHours }: NonNullable<Policy['negatives']>,
  now: Instant,
): NegativeCount {
  const lastOfDay = new Map<Instant, Instant>();
  let untold = 0;
  for (const { sampleCollectedAt, testedAt, reportIssuedAt, retrievedAt } of negatives) {
    const at = least(sampleCollectedAt, testedAt, reportIssuedAt, retrievedAt);
    if (now >= plusHours(at, withinHours)) continue;
    if (sampleCollectedAt === undefined) untold++;
    else {
      const day = startOfBeijingDay(at);
      const last = lastOfDay.get(day);
      if (last === undefined || at > last) lastOfDay.set(day, at);
    }
  }
  const newestFirst = Array.from(lastOfDay.values()).sort((a, b) => b - a);
  const needed = newestFirst[count - 1];
  if (needed !== undefined) return { kind: 'enough', until: plusHours(needed, withinHours) };
  return { kind: newestFirst.length + untold >= count ? 'maybe' : 'too-few' };
}
