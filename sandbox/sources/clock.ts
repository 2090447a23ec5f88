/** Clock: the sandbox's time as a simulator sees it; every expiry, skew and delay follows it. */
import type { Instant } from '../../core/index.ts';

export interface Clock {
  now(): Instant;
  /** Resolves after `ms` of this clock's time, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
