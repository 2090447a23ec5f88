/** Which times can be true at all: clocks run ahead, rows carry 1900 and 2100, reports precede their samples. */
import { HOUR_MS, type Instant, instantOf } from './instant.ts';
import type { TestResult } from './test-result.ts';

/** How far the clocks of sources may disagree with ours and with each other. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** 1 December 2019, Beijing: before it there was nothing to test for. */
export const FIRST_TEST_AT = instantOf(Date.UTC(2019, 11, 1) - 8 * HOUR_MS);
/** 1 January 2024, Beijing: the first moment that no result can carry. */
export const NO_TEST_AT = instantOf(Date.UTC(2024, 0, 1) - 8 * HOUR_MS);

/** Whether a time lies in the years in which people were tested. */
export function isInTestingYears(at: Instant): boolean {
  return at >= FIRST_TEST_AT && at < NO_TEST_AT;
}

/** Whether every time of a result can be true at `now` and they obey sample ≤ tested ≤ report, give or take the clocks. */
export function hasPlausibleTimes(result: TestResult, now: Instant): boolean {
  let before: Instant | undefined;
  for (const at of [result.sampleCollectedAt, result.testedAt, result.reportIssuedAt]) {
    if (at === undefined) continue;
    if (!isInTestingYears(at) || at > now + CLOCK_SKEW_MS) return false;
    if (before !== undefined && at < before - CLOCK_SKEW_MS) return false;
    if (before === undefined || at > before) before = at;
  }
  return true;
}
