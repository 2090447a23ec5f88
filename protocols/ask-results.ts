/** Asks every result service of a source about one person and joins what they say. */
import type { Instant, TestResult } from '../core/index.ts';
import { askPages } from './pages.ts';
import { AskingFailed, type Connection, type Protocol, type Question, StillWorking } from './protocol.ts';
import { isAbout } from './reading/echo.ts';
import { readResult } from './reading/result.ts';
import { holdsAny, type Row, rowsAt } from './reading/rows.ts';
import { tellsOfTest } from './reading/tells-of-test.ts';
import { failureOf } from './resilience.ts';
import type { ResultService } from './source-file.ts';
import { askTask } from './submitted-task.ts';

/** What has been told so far, without the rows some gateways give twice; it stays when a later page or service fails. */
export type Told = Map<string, TestResult>;

/**
 * Services are asked one after the other, so that a question never spends more than its own place in the source's limit.
 * Throws what the first failing service failed with, after asking the others where that makes sense. Resolves to when to ask
 * again where the source still works on what was submitted to it.
 */
export async function askResults(
  protocol: Protocol,
  connection: Connection,
  question: Question,
  told: Told,
): Promise<Instant | undefined> {
  let failure: { error: unknown } | undefined;
  let askAgainAt: Instant | undefined;
  for (const service of connection.source.results) {
    try {
      for await (const row of askRows(protocol, connection, service, question)) {
        const result = readResult(row, service);
        told.set(JSON.stringify(result), result);
      }
    } catch (error) {
      if (error instanceof StillWorking) askAgainAt ??= error.askAgainAt;
      else {
        failure ??= { error };
        if (!worthGoingOn(error)) break;
      }
    }
  }
  if (failure) throw failure.error;
  return askAgainAt;
}

/**
 * The rows of one service that tell of a test of the person asked, as its pages bring them. All about others is `wrong-person`;
 * a row with none of the fields agreed makes the answer `unreadable`, after the rows that can be read.
 */
export async function* askRows(
  protocol: Protocol,
  connection: Connection,
  service: ResultService,
  question: Question,
): AsyncGenerator<Row> {
  let others = 0;
  let own = 0;
  let strange = 0;
  for await (const answer of answersOf(protocol, connection, service, question)) {
    for (const row of rowsAt(answer, service.rows)) {
      if (!holdsAny(row, service.fields)) strange += 1;
      else if (!isAbout(row, service.fields, connection.source.identityEcho, question)) others += 1;
      else {
        own += 1;
        if (tellsOfTest(row, service)) yield row;
      }
    }
  }
  if (strange > 0) throw new AskingFailed('unreadable');
  if (others > 0 && own === 0) throw new AskingFailed('wrong-person');
}

async function* answersOf(
  protocol: Protocol,
  connection: Connection,
  service: ResultService,
  question: Question,
): AsyncGenerator<unknown> {
  const { task, paging } = service;
  if (task) yield await askTask(protocol, connection, { ...service, task }, question);
  else if (paging) yield* askPages(protocol, connection, { ...service, paging }, question);
  else yield await protocol.call(connection, service, question);
}

/** One broken service says nothing of its neighbours; a refusal, a quota or a lost connection does. */
function worthGoingOn(error: unknown): boolean {
  return ['source-error', 'unreadable', 'wrong-person'].includes(failureOf(error).reason);
}
