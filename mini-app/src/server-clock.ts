/** ServerClock: the server's time on this phone. Every time shown is measured by it, because a phone's own may be wrong. */
import { type Instant, instantOf } from '../../core/index.ts';

/** A difference of less than this is the rounding of the server's whole seconds. */
const JITTER_MS = 1_000;

export interface ServerClock {
  now(): Instant;
  /** `serverNow` was written while the request that took `roundTripMs` was under way. */
  learn(serverNow: Instant, roundTripMs: number): void;
}

interface OffsetMemory {
  recall(key: string): unknown;
  remember(key: string, value: unknown): boolean;
}

const KEY = 'clock-offset';

/** The offset is kept, so that an answer of yesterday ages rightly with no network. */
export function createServerClock(memory: OffsetMemory, deviceNow: () => number = Date.now): ServerClock {
  const kept = memory.recall(KEY);
  let offset = typeof kept === 'number' ? kept : 0;
  return {
    now: () => instantOf(deviceNow() + offset),
    learn(serverNow, roundTripMs) {
      const heard = serverNow + roundTripMs / 2 - deviceNow();
      if (Math.abs(heard - offset) <= JITTER_MS) return;
      offset = heard;
      memory.remember(KEY, offset);
    },
  };
}
