/** A clock that a test moves by hand; sleepers wake when it passes them. */
import { type Instant, instantOf } from '../../core/index.ts';
import type { Clock } from '../protocol.ts';

export interface HandClock extends Clock {
  /** How many sleep. */
  sleeping(): number;
  /** Moves time on and lets whoever wakes run. */
  pass(ms: number): Promise<void>;
}

export function createHandClock(start: Instant): HandClock {
  let now: number = start;
  const sleepers = new Set<{ at: number; wake(): void }>();
  return {
    now: () => instantOf(now),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = {
          at: now + ms,
          wake() {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        if (signal?.aborted) return resolve();
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => sleeper.wake(), { once: true });
      }),
    sleeping: () => sleepers.size,
    async pass(ms) {
      now += ms;
      for (const sleeper of [...sleepers]) if (sleeper.at <= now) sleeper.wake();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
