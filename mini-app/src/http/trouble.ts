/** Trouble: why there is no answer; each kind has a sentence and one thing to do. */
import { type ProblemKind, problemKindOf } from './problem-kinds.ts';
import { isObject, oneOf, text } from './reading.ts';
import { type Refusal, refusalOf } from './refusals.ts';
import type { Answer, NoAnswer } from './request.ts';

const OVER = ['opened', 'withdrawn'] as const;

/** The server's own word (RFC 9457); `field` is a JSON pointer into what was sent. */
export interface Problem {
  kind: 'problem';
  status: number;
  problem?: ProblemKind;
  /** Why a link opens no more. */
  over?: (typeof OVER)[number];
  /** Why a certificate was not taken. */
  refusal?: Refusal;
  field?: string;
  /** When it may be tried again, from the answer on. */
  retryAfterMs?: number;
  reference?: string;
}
export type Trouble = NoAnswer | Problem | { kind: 'unreadable' } | { kind: 'signed-out' };
export type Reply<T> = { kind: 'ok'; value: T } | Trouble;

export const isTrouble = (outcome: Answer | Trouble): outcome is Trouble => 'kind' in outcome;

/** Too many people ask at once: whoever asks again later, and not all at one time, is answered. */
export const isBusy = (trouble: Trouble | undefined): trouble is Problem =>
  trouble?.kind === 'problem' && trouble.problem === 'busy';

/** What the server said no to. */
export function problemIn({ status, headers, body }: Answer): Problem {
  const told = isObject(body) ? body : {};
  const seconds = Number(headers['retry-after']);
  // The gateway's own word, before any function has seen the request: it gives no type, and no reference.
  const isCrowded = status === 429 && told.type === undefined;
  return {
    kind: 'problem',
    status,
    problem: isCrowded ? 'busy' : problemKindOf(told.type),
    over: oneOf(OVER, told.why),
    refusal: refusalOf(told.reason),
    field: text(told.field),
    ...(seconds > 0 && { retryAfterMs: seconds * 1000 }),
    reference: text(told.reference),
  };
}
