/** Phones: many citizens' phones, which ask for results and come back when they are told to, as the mini-program's page does. */
import { type Instant, parseInstant } from '../core/index.ts';
import type { Ground } from './ground.ts';
import { type ResultsQuery, resultsEvent } from './results-event.ts';

export interface SourceState {
  id: string;
  state: 'found' | 'none' | 'pending' | 'failed' | 'asking';
  reason?: string;
  since?: string;
  retryAt?: string;
}

/** What a phone was answered; by the ground's clock, when it asked and when the answer was there. */
export interface Page {
  askedAt: Instant;
  answeredAt: Instant;
  sources: SourceState[];
  pollAfterMs: number | null;
  askAgainAt: string | null;
}

/** The mini-program asks no sooner than this by itself where the server sets no rhythm. */
const SOONEST_MS = 5_000;
/** Requests under way at the same time, each in an environment of its own; what comes on top waits its turn. */
const AT_ONCE = 32;

export class Phones {
  readonly #waiting: (() => void)[] = [];
  #free = AT_ONCE;

  constructor(
    readonly ground: Ground,
    readonly query: ResultsQuery,
  ) {}

  async ask(token: string): Promise<Page> {
    const { clock } = this.ground;
    const askedAt = clock.now();
    await this.#turn();
    try {
      const { statusCode, body } = await this.ground.readResults(resultsEvent(token, this.query, clock.now()));
      if (statusCode !== 200) throw new Error(`the door answered ${statusCode}: ${body}`);
      return { ...(JSON.parse(body) as Page), askedAt, answeredAt: clock.now() };
    } finally {
      this.#free += 1;
      this.#waiting.shift()?.();
    }
  }

  /** In how long the page would ask by itself; `null`: not at all. */
  nextAskMs({ pollAfterMs, askAgainAt }: Page): number | null {
    if (pollAfterMs !== null) return pollAfterMs;
    if (askAgainAt === null) return null;
    return Math.max(parseInstant(askAgainAt)! - this.ground.clock.now(), SOONEST_MS);
  }

  async #turn(): Promise<void> {
    if (this.#free <= 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#free -= 1;
  }
}
