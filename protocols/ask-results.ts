/** Asks every result service of a source about one person and joins what they say. */
import type { Instant } from '../core/index.ts';
import { askPages } from './pages.ts';
import { AskingFailed, type Connection, type Protocol, type Question, StillWorking } from './protocol.ts';
import { createIsAbout } from './reading/echo.ts';
import { readResult } from './reading/result.ts';
import { holdsAny, type Row, rowsAt } from './reading/rows.ts';
import { tellsOfTest } from './reading/tells-of-test.ts';
import { failureOf } from './resilience.ts';
import type { ResultService } from './source-file.ts';
import { askTask } from './submitted-task.ts';
import type { Told } from './told.ts';

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
      await askRows(protocol, connection, service, question, (row) => told.add(readResult(row, service)));
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
 * Gives `take` the rows of one service that tell of a test of the person asked, as its pages bring them. All about others is
 * `wrong-person`; a row with none of the fields agreed makes the answer `unreadable`, after the rows that can be read.
 */
export async function askRows(
  protocol: Protocol,
  connection: Connection,
  service: ResultService,
  question: Question,
  take: (row: Row) => void,
): Promise<void> {
  const isAbout = createIsAbout(service.fields, connection.source.identityEcho, question);
  let others = 0;
  let own = 0;
  let strange = 0;
  await askAnswers(protocol, connection, service, question, (answer) => {
    for (const row of rowsAt(answer, service.rows)) {
      if (!holdsAny(row, service.fields)) strange += 1;
      else if (!isAbout(row)) others += 1;
      else {
        own += 1;
        if (tellsOfTest(row, service)) take(row);
      }
    }
  });
  if (strange > 0) throw new AskingFailed('unreadable');
  if (others > 0 && own === 0) throw new AskingFailed('wrong-person');
}

function askAnswers(
  protocol: Protocol,
  connection: Connection,
  service: ResultService,
  question: Question,
  take: (answer: unknown) => void,
): Promise<void> {
  if (has(service, 'task')) return askTask(protocol, connection, service, question).then(take);
  if (has(service, 'paging')) return askPages(protocol, connection, service, question, take);
  return protocol.call(connection, service, question).then(take);
}

function has<Part extends 'task' | 'paging'>(
  service: ResultService,
  part: Part,
): service is ResultService & Required<Pick<ResultService, Part>> {
  return service[part] !== undefined;
}

/** One broken service says nothing of its neighbours; a refusal, a quota or a lost connection does. */
function worthGoingOn(error: unknown): boolean {
  return ['source-error', 'unreadable', 'wrong-person'].includes(failureOf(error).reason);
}
