/** Seconds since 1970: how what we sign writes its times (CWT's NumericDate, whole). */
import type { Instant } from '../instant.ts';

/** What is less than a second is lost. */
export function wholeSeconds(at: Instant): number {
  return Math.floor(at / 1000);
}

export function isSeconds(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 1e11;
}
