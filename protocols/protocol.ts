/** Protocol 接口协议: the one interface every way of asking has, and what it is given to ask with. */
import type { FailureReason, IdDocument, Instant } from '../core/index.ts';
import type { ProtocolName, Service, SourceFile } from './source-file.ts';

/** Whom a source is asked about. In memory only for the length of the call. */
export interface Question {
  name: string;
  document: IdDocument;
  phone?: string;
  specimenNumber?: string;
  /** What this call of several adds: `$page`, `$pageSize`, `$start`, `$cursor`; in a poll `$task`. */
  turn?: Record<`$${string}`, string>;
}

/** A request to the source's own host; `path` starts with a slash. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: Uint8Array | string;
}

/** At most 1 MiB of body; more, a redirect, or no connection is thrown as AskingFailed. */
export interface HttpReply {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/**
 * Thrown inside protocols and turned into `failed` by the resilience decorator; carries no personal content.
 * `repeatable`: the connection broke before any reply, so asking again can do no harm.
 */
export class AskingFailed extends Error {
  constructor(
    readonly reason: FailureReason,
    readonly retryAt?: Instant,
    readonly repeatable = false,
  ) {
    super(reason);
  }
}

/** The source no longer accepts our token or secret: renewed once; where nothing can be renewed it reads as `refused`. */
export class StaleToken extends AskingFailed {
  constructor() {
    super('refused');
  }
}

/**
 * The source has taken the question and still works on it. `askResults` makes it `pending`; who cannot wait for it reads `busy`.
 */
export class StillWorking extends AskingFailed {
  constructor(readonly askAgainAt: Instant) {
    super('busy', askAgainAt);
  }
}

/** The clock everything here lives by; the same shape as the functions' World gives. */
export interface Clock {
  now(): Instant;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Tokens of sources live outside the process, as items; one environment renews, the others wait for it. */
export interface TokenStore {
  /** The current token, unless it has expired. */
  read(name: string): Promise<string | undefined>;
  /** Renews the token unless another environment already replaced `stale`; resolves to the current one. */
  renew(
    name: string,
    stale: string | undefined,
    fetchToken: () => Promise<{ value: string; expiresAt: Instant }>,
  ): Promise<string>;
}

/** A task submitted to a source: its id there, and until when the source keeps it. */
export interface SubmittedTask {
  id: string;
  expiresAt: Instant;
}

/**
 * Tasks submitted about one document to one source and not yet done. They live outside the process, so that the next asking polls
 * and submits nothing anew. Whoever gives the store binds it to that document; `service` is a ResultService's id.
 */
export interface TaskStore {
  /** The task, unless it has expired. */
  read(service: string): Promise<SubmittedTask | undefined>;
  keep(service: string, task: SubmittedTask): Promise<void>;
  drop(service: string): Promise<void>;
}

/** A breaker's state lives outside the process too. */
export interface BreakerStore {
  /** Whether a call may go out now; while open, exactly one environment at a time gets `true` as the probe. */
  admit(source: string): Promise<{ allowed: true } | { allowed: false; retryAt: Instant }>;
  record(source: string, outcome: 'answered' | 'failed'): Promise<void>;
}

/** What a protocol works with for the length of one question. */
export interface Connection {
  source: SourceFile;
  /** Credentials by field name, e.g. `{appId, appSecret}`. */
  secret: Record<string, string>;
  tokens: TokenStore;
  /** Absent: a task that is not done in time is forgotten. */
  tasks?: TaskStore;
  /** The only door to the network, bound to the question's deadline. Each use is one call against the source's limit. */
  send(request: HttpRequest): Promise<HttpReply>;
  now(): Instant;
  /** Waits, but not beyond the question's deadline. */
  pause(ms: number): Promise<void>;
  /** When the question's time is over. */
  deadlineAt(): Instant;
  /** Random hex or uuid for nonces; given so that tests can fix it. */
  nonce(): string;
}

/** How a family of sources is called. Which services there are, and what their rows mean, is the same for all and not its concern. */
export interface Protocol {
  name: ProtocolName;
  /**
   * Puts one service's question to the source and brings back its answer: parsed, unwrapped, and judged a success.
   * `undefined` is the source's word that it holds nothing. Everything else is thrown as AskingFailed.
   */
  call(connection: Connection, service: Service, question: Question): Promise<unknown>;
}
