/** The only door of this room: ask a source for results, ask it for a check, and call the super-apps. */
import type { FailureReason, Instant, SourceReply, TestResult } from '../core/index.ts';
import { askCheck } from './ask-check.ts';
import { askResults } from './ask-results.ts';
import { knowsDocument } from './parameters.ts';
import type { Question } from './protocol.ts';
import { protocols } from './registry.ts';
import { type Cost, guard, type Means, withOneRepeat } from './resilience.ts';
import type { Check, SourceFile } from './source-file.ts';
import { createTold } from './told.ts';

export type { BreakerStore, Question, TaskStore, TokenStore } from './protocol.ts';
export type { Means } from './resilience.ts';
export * from './source-file.ts';
export * from './super-apps/alipay.ts';
export * from './super-apps/failure.ts';
export * from './super-apps/wechat.ts';

/** A source's reply, and what asking cost. */
export interface Asked extends Cost {
  reply: SourceReply;
  /** When the reply is `failed` or `pending`: what earlier pages and other services of the same source told all the same. Otherwise empty. */
  partial: TestResult[];
}

/** Asks all result services of a source. Never throws for anything the source does; RangeError for a document it does not know. */
export async function askSource(source: SourceFile, means: Means, question: Question): Promise<Asked> {
  refuseUnknownDocument(source, question);
  const protocol = withOneRepeat(protocols[source.protocol], means);
  const told = createTold();
  const guarded = await guard(source, means, (connection) => askResults(protocol, connection, question, told));
  const retrievedAt = means.clock.now();
  const results = told.results();
  const { calls, calledAt } = guarded;
  const cost = { calls, calledAt };
  if ('failure' in guarded)
    return { reply: { kind: 'failed', ...guarded.failure, retrievedAt }, partial: results, ...cost };
  if (guarded.answer !== undefined)
    return { reply: { kind: 'pending', retrievedAt, askAgainAt: guarded.answer }, partial: results, ...cost };
  if (results.length === 0) return { reply: { kind: 'none', retrievedAt }, partial: [], ...cost };
  return { reply: { kind: 'found', results, retrievedAt }, partial: [], ...cost };
}

/** The source's word on a check, or why there is none. */
export interface Checked extends Cost {
  word: 'yes' | 'no' | FailureReason;
  retryAt?: Instant;
}

/** Asks one check. Never throws for anything the source does; RangeError for a check or document it does not offer, or a question without what the check needs. */
export async function checkIdentity(
  source: SourceFile,
  means: Means,
  check: Check,
  question: Question,
): Promise<Checked> {
  refuseUnknownDocument(source, question);
  if (!source.checks?.[check]) throw new RangeError(`${source.id} does not offer the check ${check}`);
  const needed = ({ matched: 'name', phone: 'phone', holder: 'specimenNumber' } as const)[check];
  if (!question[needed]) throw new RangeError(`the check ${check} needs the question's ${needed}`);
  const protocol = withOneRepeat(protocols[source.protocol], means);
  const guarded = await guard(source, means, (connection) => askCheck(protocol, connection, check, question));
  const { calls, calledAt } = guarded;
  if ('answer' in guarded) return { word: guarded.answer, calls, calledAt };
  const { reason, ...rest } = guarded.failure;
  return { word: reason, ...rest, calls, calledAt };
}

function refuseUnknownDocument(source: SourceFile, question: Question): void {
  if (!knowsDocument(source, question)) throw new RangeError(`${source.id} does not know ${question.document.type}`);
}
