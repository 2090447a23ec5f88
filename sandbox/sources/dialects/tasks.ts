/** Tasks: a question is taken, worked on for a while, kept for ten minutes and then forgotten. */
import { randomUUID } from 'node:crypto';
import type { Instant } from '../../../core/index.ts';
import { seededRandom } from '../delay.ts';
import type { Call } from '../simulator.ts';
import type { Question } from './description.ts';

const KEPT_MS = 10 * 60_000;
/** Of the invented people one alone, 龙小云, draws a long wait under it: whoever is asked about elsewhere is not kept. */
const SEED = 200;

/** How long work takes, drawn evenly. */
export interface Spread {
  fromMs: number;
  spreadMs: number;
}

/** One question of twenty waits for somebody's queue. */
export const AT_TIMES_MINUTES = { share: 0.05, fromMs: 40_000, spreadMs: 80_000 };

export type TaskState = 'processing' | 'done' | 'failed' | 'expired';

interface Task {
  asked: Question;
  readyAt: Instant;
  expiresAt: Instant;
}

export class Tasks {
  readonly #tasks = new Map<string, Task>();
  readonly #usual: Spread;
  readonly #long: typeof AT_TIMES_MINUTES | undefined;

  /** How long most of them take, and the few that take longer, if any do. */
  constructor(usual: Spread, long?: typeof AT_TIMES_MINUTES) {
    this.#usual = usual;
    this.#long = long;
  }

  /** Takes a question; how long it takes depends on the person, so that one who waits can be found again. */
  submit(asked: Question, at: Instant): string {
    const id = randomUUID();
    const readyAt = (at + this.#workMs(asked.number)) as Instant;
    this.#tasks.set(id, { asked, readyAt, expiresAt: (at + KEPT_MS) as Instant });
    return id;
  }

  /** Where a task stands; one that nobody submitted here is as good as expired. */
  look(id: string, { at, fault }: Call): { state: TaskState; asked?: Question } {
    const task = this.#tasks.get(id);
    if (!task || at >= task.expiresAt || fault === 'task-expired') return { state: 'expired' };
    if (at < task.readyAt || fault === 'never-done') return { state: 'processing' };
    if (fault === 'task-failed') return { state: 'failed' };
    return { state: 'done', asked: task.asked };
  }

  #workMs(number: string): number {
    const random = seededRandom(SEED, number);
    const isLong = random() < (this.#long?.share ?? 0);
    const { fromMs, spreadMs } = isLong ? this.#long! : this.#usual;
    return fromMs + random() * spreadMs;
  }
}
