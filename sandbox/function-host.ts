/**
 * FunctionHost: runs one function the way Lambda does. Each execution environment takes one event at a time and
 * shares nothing with the others; which idle one is taken, and when one is thrown away for a new one, is drawn from a
 * seed, so that code that leans on an environment's memory fails early.
 */
import type { Clock } from '../functions/effects/world.ts';

export type Handler = (event: never) => Promise<unknown>;

/** `ended` aborts when the environment is thrown away: what still runs in it must not reach the world any more. */
export type StartEnvironment = (ended: AbortSignal) => Handler;

export interface FunctionSettings {
  name: string;
  timeoutSeconds: number;
  start: StartEnvironment;
  clock: Clock;
  random: () => number;
}

/** The function did not answer in its time; its environment is gone. */
export class TimedOut extends Error {
  constructor(name: string, seconds: number) {
    super(`${name} timed out after ${seconds} s`);
  }
}

interface Environment {
  handler: Handler;
  end: AbortController;
}

/** In one of so many events a new environment takes the place of an idle one. */
const RECYCLED_ONE_IN = 100;

export class FunctionHost {
  readonly #settings: FunctionSettings;
  readonly #idle: Environment[] = [];
  readonly #busy = new Set<Environment>();
  /** Environments started so far. */
  started = 0;

  constructor(settings: FunctionSettings) {
    this.#settings = settings;
  }

  /** Resolves to what the function returns; rejects with what it throws, or with TimedOut. */
  async invoke(event: unknown): Promise<unknown> {
    const { name, timeoutSeconds, clock } = this.#settings;
    const environment = this.#take();
    this.#busy.add(environment);
    const answered = new AbortController();
    const deadline = clock.sleep(timeoutSeconds * 1000, answered.signal).then(() => {
      if (answered.signal.aborted) return;
      environment.end.abort();
      throw new TimedOut(name, timeoutSeconds);
    });
    try {
      return await Promise.race([environment.handler(event as never), deadline]);
    } finally {
      answered.abort();
      this.#giveBack(environment);
    }
  }

  /** Ends every environment, those at work too. */
  stop(): void {
    for (const { end } of [...this.#idle.splice(0), ...this.#busy]) end.abort();
  }

  #take(): Environment {
    const { random, start } = this.#settings;
    const idle = this.#idle.splice(Math.floor(random() * this.#idle.length), 1)[0];
    const recycled = random() * RECYCLED_ONE_IN < 1;
    if (idle && !recycled) return idle;
    idle?.end.abort();
    this.started += 1;
    const end = new AbortController();
    return { handler: start(end.signal), end };
  }

  #giveBack(environment: Environment): void {
    this.#busy.delete(environment);
    if (!environment.end.signal.aborted) this.#idle.push(environment);
  }
}
