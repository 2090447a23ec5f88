/** Test clock: starts on the morning of the sandbox's first day, runs with the wall, and can be moved by hand. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Instant, instantOf, parseInstant } from '../../core/index.ts';
import type { Clock } from '../effects/world.ts';

export const MORNING = parseInstant('2022-08-01T07:45:00+08:00')!;

/** Runs with the wall, from the morning of 1 August 2022 on, and can be moved. */
export class TestClock implements Clock {
  #offset = MORNING - Date.now();
  now = (): Instant => instantOf(Date.now() + this.#offset);
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => {});
  }
  advance(ms: number): void {
    this.#offset += ms;
  }
}
