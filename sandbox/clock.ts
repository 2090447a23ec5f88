/** SandboxClock: the sandbox's time. It starts at a moment of its own and runs on; it is never set back. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Instant, instantOf } from '../core/index.ts';
import type { Clock } from '../functions/effects/world.ts';

/** 1 August 2022, 07:45 in Beijing: the notice was three days old and the policies in config/ were in force. */
export const MORNING = '2022-08-01T07:45:00+08:00';

export class SandboxClock implements Clock {
  #startsAt: Instant;
  readonly #wallAtStart = performance.now();

  /** `speed`: seconds of this clock per second of the wall; below 1 a bench has more machine per simulated second. */
  constructor(
    startsAt: Instant,
    readonly speed = 1,
  ) {
    this.#startsAt = startsAt;
  }

  now(): Instant {
    return instantOf(Math.round(this.#startsAt + (performance.now() - this.#wallAtStart) * this.speed));
  }

  /** Lets `ms` pass at once; who is asleep wakes when it would have. */
  skip(ms: number): void {
    this.#startsAt = instantOf(this.#startsAt + ms);
  }

  /** Resolves after `ms` of this clock's time, or at once when the signal aborts. */
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    await wait(this.onWall(ms), undefined, { signal }).catch((error: Error) => {
      if (error.name !== 'AbortError') throw error;
    });
  }

  /** How many milliseconds of the wall `ms` of this clock take. */
  onWall(ms: number): number {
    return Math.max(0, ms) / this.speed;
  }
}
