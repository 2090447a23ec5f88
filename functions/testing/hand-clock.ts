/** Hand clock: time that passes only as far as somebody sleeps, so that minutes take milliseconds and always the same way. */
import { setImmediate as settled } from 'node:timers/promises';
import { type Instant, instantOf } from '../../core/index.ts';
import type { Clock } from '../effects/world.ts';
import { MORNING } from './clock.ts';

export class HandClock implements Clock {
  #at: number = MORNING;
  #sleepers: { until: number; wake: () => void }[] = [];

  now(): Instant {
    return instantOf(this.#at);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ until: this.#at + ms, wake }));
  }

  /** Lets time pass until nobody sleeps any more. */
  async run(): Promise<void> {
    for (;;) {
      await settled();
      const next = this.#sleepers.reduce<number | undefined>(
        (soonest, { until }) => (soonest === undefined || until < soonest ? until : soonest),
        undefined,
      );
      if (next === undefined) return;
      this.#at = Math.max(this.#at, next);
      const due = this.#sleepers.filter(({ until }) => until <= this.#at);
      this.#sleepers = this.#sleepers.filter(({ until }) => until > this.#at);
      for (const { wake } of due) wake();
    }
  }
}
