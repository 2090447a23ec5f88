/** Resilience around one question: breaker, one deadline for everything, at most one repeat, and every throw made a word. */
import { type FailureReason, type Instant, instantOf } from '../core/index.ts';
import { send } from './http.ts';
import {
  AskingFailed,
  type BreakerStore,
  type Clock,
  type Connection,
  type Protocol,
  type TaskStore,
  type TokenStore,
} from './protocol.ts';
import type { SourceFile } from './source-file.ts';

/** What a question is asked with; all of it belongs to the environment that asks. */
export interface Means {
  /** The source's credentials by field name. */
  secret: Record<string, string>;
  tokens: TokenStore;
  /** Bound to the very document asked about. */
  tasks?: TaskStore;
  breaker: BreakerStore;
  /** Where to connect for a host: `https://<host>`, or a loopback origin in the sandbox. */
  origin(host: string): string;
  clock: Clock;
  /** Waits for the turn of a question's further call: each takes one, so that a question of many calls keeps the source's limit too. */
  nextTurn(): Promise<void>;
  nonce(): string;
  /** 0 ≤ x < 1. */
  random(): number;
}

export interface Failure {
  reason: FailureReason;
  retryAt?: Instant;
}

/** What asking cost the source. */
export interface Cost {
  /** How many requests went out, renewals and repeats included: they all count against the source's limit. */
  calls: number;
  /** When the first of them went out; absent: none did. */
  calledAt?: Instant;
}

export type Guarded<T> = Cost & ({ answer: T } | { failure: Failure });

/**
 * Runs `work` unless the breaker is open. Whatever it throws becomes a failure; a stranger among exceptions is
 * `unreadable`, because we take the blame unless we know better. Only the breaker's own store may make this throw.
 */
export async function guard<T>(
  source: SourceFile,
  means: Means,
  work: (connection: Connection) => Promise<T>,
): Promise<Guarded<T>> {
  const admitted = await means.breaker.admit(source.id);
  if (!admitted.allowed) return { failure: { reason: 'breaker-open', retryAt: admitted.retryAt }, calls: 0 };
  const cost: Cost = { calls: 0 };
  const beganAt = means.clock.now();
  let waitedMs = 0;
  let waitingFrom: number | undefined;
  const waited = () => waitedMs + (waitingFrom === undefined ? 0 : means.clock.now() - waitingFrom);
  const inTurn = async () => {
    // Whoever asks has come in the turn of the first.
    if (cost.calls === 0) return;
    waitingFrom = means.clock.now();
    await means.nextTurn();
    waitedMs = waited();
    waitingFrom = undefined;
  };
  const outcome = await withDeadline(
    means.clock,
    source.limits.deadlineMs,
    (signal) =>
      work({
        source,
        secret: means.secret,
        tokens: means.tokens,
        tasks: means.tasks,
        now: () => means.clock.now(),
        pause: (ms) => means.clock.sleep(ms, signal),
        deadlineAt: () => instantOf(beganAt + source.limits.deadlineMs + waited()),
        nonce: means.nonce,
        async send(request) {
          await inTurn();
          signal.throwIfAborted();
          cost.calls += 1;
          cost.calledAt ??= means.clock.now();
          return send(means.origin(source.host), request, signal);
        },
      }),
    waited,
  ).then(
    (answer) => ({ answer }),
    (error) => ({ failure: failureOf(error) }),
  );
  await means.breaker.record(source.id, 'failure' in outcome ? breakerWord(outcome.failure.reason) : 'answered');
  return { ...outcome, ...cost };
}

export function failureOf(error: unknown): Failure {
  if (!(error instanceof AskingFailed)) return { reason: 'unreadable' };
  const { reason, retryAt } = error;
  return retryAt === undefined ? { reason } : { reason, retryAt };
}

/** A source that refuses, throttles or names the wrong person is up; a breaker would only hide what it says. */
export function breakerWord(reason: FailureReason): 'answered' | 'failed' {
  return ['timeout', 'unreachable', 'source-error', 'unreadable'].includes(reason) ? 'failed' : 'answered';
}

/**
 * Runs `work` and throws `timeout` when `ms` of the clock have passed, whether or not the work heeds its signal.
 * `waitedMs`: for how long we ourselves have waited meanwhile, between calls; that is not held against the source.
 */
export async function withDeadline<T>(
  clock: Clock,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  waitedMs: () => number = () => 0,
): Promise<T> {
  const deadline = new AbortController();
  const finished = new AbortController();
  const expire = async (): Promise<never> => {
    for (let sleptMs = 0; sleptMs < ms + waitedMs(); ) {
      const restMs = ms + waitedMs() - sleptMs;
      sleptMs += restMs;
      await clock.sleep(restMs, finished.signal);
      if (finished.signal.aborted) return new Promise<never>(() => {});
    }
    deadline.abort(new AskingFailed('timeout'));
    throw deadline.signal.reason;
  };
  const expiry = expire();
  try {
    return await Promise.race([work(deadline.signal), expiry]);
  } finally {
    finished.abort();
  }
}

const MIN_PAUSE_MS = 50;
const JITTER_MS = 200;

/**
 * The protocol with one repeat for the whole question, after a short random pause and freshly signed. Safe because all
 * services read, and because only a connection that broke before any reply is tried again: never an answer, however bad.
 */
export function withOneRepeat(protocol: Protocol, { clock, random }: Pick<Means, 'clock' | 'random'>): Protocol {
  let spent = false;
  return {
    name: protocol.name,
    async call(connection, service, question) {
      try {
        return await protocol.call(connection, service, question);
      } catch (error) {
        if (spent || !(error instanceof AskingFailed) || !error.repeatable) throw error;
        spent = true;
        await clock.sleep(MIN_PAUSE_MS + JITTER_MS * random());
        return protocol.call(connection, service, question);
      }
    },
  };
}
