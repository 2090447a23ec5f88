/** ValidityWindow 有效期: until when a negative counts, exactly or within bounds when a source did not tell the time that matters. */
import type { ConsolidatedResult } from './consolidated-result.ts';
import { DAY_MS, HOUR_MS, type Instant, instantOf, plusHours, startOfBeijingDay } from './instant.ts';
import type { Policy } from './policy.ts';

/** The first moment at which it no longer counts: not before `earliest` (unknown: no bound), not after `latest`. */
export interface WindowEnd {
  earliest?: Instant;
  latest: Instant;
}

/** A report issued in the first six hours of a day whose sampling is unknown counts as sampled the day before (Beijing 健康宝, July 2022). */
const NIGHT_MS = 6 * HOUR_MS;

/**
 * Times obey sample ≤ tested ≤ report ≤ retrieved, so an anchor that is not told still has bounds. A told anchor is never
 * taken to be later than what must follow it: a clock that runs ahead, or a copy's late report time, lengthens no window.
 *
 * - report-issued: the report; else between the testing (or sampling) and the moment a channel first showed the outcome.
 * - sample-collected: the sampling; else at some time before the testing (report, showing).
 * - sample-day: until the end of the last of `windowHours / 24` Beijing days after the day of sampling (72 h: until D+3
 *   24:00). Sampling untold: at the latest the day of the testing, report or showing; at the earliest, where there is a
 *   report, the day it was issued or, before 06:00, the day before.
 */
export function windowEnd(result: ConsolidatedResult, policy: Pick<Policy, 'startsFrom' | 'windowHours'>): WindowEnd {
  const { sampleCollectedAt: sampled, testedAt: tested, reportIssuedAt: reported, retrievedAt: shown } = result;
  if (policy.startsFrom === 'report-issued') {
    const latest = least(reported, shown);
    const told = reported ?? tested ?? sampled;
    return between(told === undefined ? undefined : least(told, latest), latest, (at) =>
      plusHours(at, policy.windowHours),
    );
  }
  const latest = least(sampled, tested, reported, shown);
  if (policy.startsFrom === 'sample-collected') {
    return between(sampled === undefined ? undefined : latest, latest, (at) => plusHours(at, policy.windowHours));
  }
  const night = reported === undefined ? undefined : instantOf(latest - NIGHT_MS);
  return between(sampled === undefined ? night : latest, latest, (at) =>
    instantOf(startOfBeijingDay(at) + DAY_MS + policy.windowHours * HOUR_MS),
  );
}

/** The least of what is known. */
export function least(...instants: readonly (Instant | undefined)[]): Instant {
  let first = Number.POSITIVE_INFINITY as Instant;
  for (const at of instants) if (at !== undefined && at < first) first = at;
  return first;
}

function between(earliest: Instant | undefined, latest: Instant, end: (anchor: Instant) => Instant): WindowEnd {
  return earliest === undefined ? { latest: end(latest) } : { earliest: end(earliest), latest: end(latest) };
}
