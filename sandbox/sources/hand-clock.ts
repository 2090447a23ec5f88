/** HandClock: a clock that stands until a test moves it; its sleeps end at once and are remembered. */
import { type Instant, instantOf, parseInstant } from '../../core/instant.ts';
import type { Clock } from './clock.ts';

export class HandClock implements Clock {
  /** Every sleep asked for, in milliseconds. */
  readonly slept: number[] = [];
  #now: Instant;

  constructor(start = '2022-08-01T07:45:00+08:00') {
    const at = parseInstant(start);
    if (at === undefined) throw new Error(`${start} is not RFC 3339 with an offset`);
    this.#now = at;
  }

  now(): Instant {
    return this.#now;
  }

  async sleep(ms: number): Promise<void> {
    this.slept.push(ms);
  }

  /** Moves the clock on, or back with a negative number. */
  move(ms: number): void {
    this.#now = instantOf(this.#now + ms);
  }
}
