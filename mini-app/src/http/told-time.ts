/** Told time: when an answer was written, as its headers have it. */
import { type Instant, instantOf } from '../../../core/index.ts';

export interface Told {
  at: Instant;
  /** Written for this request, and not out of a cache that may have kept it. */
  live: boolean;
}

/**
 * `x-now` of the functions, in milliseconds since the epoch; of a static document when it left its origin (`date`) and how
 * many seconds ago that was (`age`). `undefined`: it says nothing.
 */
export function toldTime(headers: Record<string, string>): Told | undefined {
  const now = Number(headers['x-now']);
  if (now > 0) return { at: instantOf(now), live: true };
  const written = headers.date === undefined ? Number.NaN : Date.parse(headers.date);
  const age = Number(headers.age ?? 0);
  return written > 0 && age >= 0 ? { at: instantOf(written + age * 1000), live: false } : undefined;
}
