/** Asking: puts questions to a target as the functions do, at the source's pace, and keeps what it said word for word. */
import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { instantOf, type SourceReply } from '../../core/index.ts';
import { askCheck } from '../../protocols/ask-check.ts';
import { askResults } from '../../protocols/ask-results.ts';
import type {
  Clock,
  Connection,
  HttpReply,
  HttpRequest,
  Protocol,
  Question,
  SubmittedTask,
} from '../../protocols/protocol.ts';
import { protocols } from '../../protocols/registry.ts';
import { guard, type Means, withOneRepeat } from '../../protocols/resilience.ts';
import type { Check, ResultService, Service } from '../../protocols/source-file.ts';
import { createMemoryTokens } from '../../protocols/testing/memory-tokens.ts';
import { createTold } from '../../protocols/told.ts';
import type { Target } from './target.ts';

/** One HTTP call and what came back; without `reply` nothing did. */
export interface Exchange {
  request: HttpRequest;
  reply?: HttpReply;
  ms: number;
}

/** What was heard while one question was asked. */
export interface Heard {
  exchanges: Exchange[];
  /** What stood in the answers, unwrapped and judged a success; polls and pages each by themselves. */
  answers: { service: Service; answer: unknown }[];
  ms: number;
}

export interface HeardResults extends Heard {
  reply: SourceReply;
}

export interface HeardCheck extends Heard {
  /** `yes`, `no`, or a failure's reason. */
  word: string;
}

/** Asked otherwise than usual. */
export interface Otherwise {
  secret?: Record<string, string>;
  /** Our clock is so much ahead. */
  skewMs?: number;
}

/** A fifth of the limit stays free, so that the run is no burden beside what else is asked. */
const USED = 0.8;
/** So often must both sides wake for one answer. */
const WAKINGS = 5;
const RESOLUTION_MS = 10;

export class Asking {
  readonly target: Target;
  /** From one call to the next, in the source's milliseconds. */
  readonly spacingMs: number;
  readonly #tokens: ReturnType<typeof createMemoryTokens>;
  readonly #tasks = new Map<string, SubmittedTask>();
  /** How long each answer to an ordinary question took. */
  readonly times: number[] = [];
  readonly #lag = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  #nextAt = 0;

  constructor(target: Target) {
    this.target = target;
    this.spacingMs = 1000 / (USED * target.source.limits.requestsPerSecond);
    this.#tokens = createMemoryTokens(target.clock);
    this.#lag.enable();
  }

  /** How long this machine itself may have held up an answer, in the source's milliseconds. */
  get slackMs(): number {
    return Math.max(0, this.#lag.percentile(99) / 1e6 - RESOLUTION_MS) * WAKINGS * this.target.speed;
  }

  /** In its turn, after whatever was asked before. */
  async results(question: Question, otherwise: Otherwise = {}): Promise<HeardResults> {
    await this.turn();
    return this.atOnce(question, otherwise);
  }

  /** Without waiting for a turn: whoever calls it keeps the pace. */
  async atOnce(question: Question, otherwise: Otherwise = {}): Promise<HeardResults> {
    const told = createTold();
    const { outcome, ...heard } = await this.#ask(question, otherwise, (protocol, connection) =>
      askResults(protocol, connection, question, told),
    );
    const retrievedAt = this.target.clock.now();
    if ('failure' in outcome) return { ...heard, reply: { kind: 'failed', ...outcome.failure, retrievedAt } };
    if (outcome.answer !== undefined)
      return { ...heard, reply: { kind: 'pending', retrievedAt, askAgainAt: outcome.answer } };
    const results = told.results();
    return {
      ...heard,
      reply: results.length > 0 ? { kind: 'found', results, retrievedAt } : { kind: 'none', retrievedAt },
    };
  }

  async check(check: Check, question: Question): Promise<HeardCheck> {
    await this.turn();
    const { outcome, ...heard } = await this.#ask(question, {}, (protocol, connection) =>
      askCheck(protocol, connection, check, question),
    );
    return { ...heard, word: 'failure' in outcome ? outcome.failure.reason : outcome.answer };
  }

  async #ask<T>(
    question: Question,
    { secret = this.target.secret, skewMs = 0 }: Otherwise,
    work: (protocol: Protocol, connection: Connection) => Promise<T>,
  ) {
    const { source, origin } = this.target;
    const clock = ahead(this.target.clock, skewMs);
    const { spacingMs } = this;
    let turnAt: number = clock.now();
    const heard: Heard = { exchanges: [], answers: [], ms: 0 };
    const key = (service: string) => `${question.document.number} ${question.name} ${service}`;
    const means: Means = {
      secret,
      origin: () => origin,
      // Another secret or clock must not live on tokens got with the right one.
      tokens: secret === this.target.secret && skewMs === 0 ? this.#tokens : createMemoryTokens(clock),
      tasks: {
        read: async (service) => this.#tasks.get(key(service)),
        keep: async (service, task) => void this.#tasks.set(key(service), task),
        drop: async (service) => void this.#tasks.delete(key(service)),
      },
      breaker: { admit: async () => ({ allowed: true }), record: async () => {} },
      clock,
      async nextTurn() {
        turnAt = Math.max(clock.now(), turnAt + spacingMs);
        await clock.sleep(turnAt - clock.now());
      },
      nonce: randomUUID,
      random: Math.random,
    };
    const beganAt = clock.now();
    const protocol = withOneRepeat(listening(protocols[source.protocol], heard), means);
    const guarded = await guard(source, means, (connection) => work(protocol, hearing(connection, heard, spacingMs)));
    heard.ms = clock.now() - beganAt;
    if (secret === this.target.secret && skewMs === 0)
      this.times.push(...heard.exchanges.filter(({ reply }) => reply).map(({ ms }) => ms));
    this.#nextAt = this.target.clock.now() + this.spacingMs;
    return { ...heard, outcome: guarded as { answer: T } | Extract<typeof guarded, { failure: object }> };
  }

  /** Resolves when the next call may go out. */
  async turn(): Promise<void> {
    const ms = this.#nextAt - this.target.clock.now();
    if (ms > 0) await this.target.clock.sleep(ms);
  }
}

const ahead = (clock: Clock, ms: number): Clock => ({
  now: () => instantOf(clock.now() + ms),
  sleep: (duration, signal) => clock.sleep(duration, signal),
});

function hearing(connection: Connection, { exchanges }: Heard, spacingMs: number): Connection {
  let turnAt = Number.NEGATIVE_INFINITY;
  return {
    ...connection,
    async send(request) {
      const exchange: Exchange = { request, ms: 0 };
      exchanges.push(exchange);
      // The connection waits for its turn first; that is our time and not the source's.
      const sentAt = Math.max(connection.now(), turnAt);
      turnAt = sentAt + spacingMs;
      try {
        exchange.reply = await connection.send(request);
        return exchange.reply;
      } finally {
        exchange.ms = connection.now() - sentAt;
      }
    },
  };
}

const listening = (protocol: Protocol, { answers }: Heard): Protocol => ({
  name: protocol.name,
  async call(connection, service, question) {
    const answer = await protocol.call(connection, service, question);
    answers.push({ service, answer });
    return answer;
  },
});

/** The result service whose rows stand in an answer to `service`: itself, a page of it, or the poll of its task. */
export function resultServiceOf(results: ResultService[], service: Service): ResultService | undefined {
  return results.find((each) =>
    each.task ? each.task.poll === service : each.id === (service as Partial<ResultService>).id,
  );
}
