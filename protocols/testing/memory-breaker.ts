/** A BreakerStore in memory: opens after so many failures in a row, lets one probe through after a while. */
import { type Instant, instantOf } from '../../core/index.ts';
import type { BreakerStore, Clock } from '../protocol.ts';

export interface MemoryBreaker extends BreakerStore {
  records: string[];
}

export function createMemoryBreaker(clock: Pick<Clock, 'now'>, opensAfter = 5, openMs = 10_000): MemoryBreaker {
  let failures = 0;
  let openUntil: Instant | undefined;
  let probing = false;
  const records: string[] = [];
  return {
    records,
    async admit() {
      if (openUntil === undefined) return { allowed: true };
      if (clock.now() < openUntil || probing) return { allowed: false, retryAt: openUntil };
      probing = true;
      return { allowed: true };
    },
    async record(_source, outcome) {
      records.push(outcome);
      probing = false;
      failures = outcome === 'failed' ? failures + 1 : 0;
      openUntil = failures >= opensAfter ? instantOf(clock.now() + openMs) : undefined;
    },
  };
}
