/** Asks every result service of a source about one person and joins what they say. */
import type { TestResult } from '../core/index.ts';
import { AskingFailed, type Connection, type Protocol, type Question } from './protocol.ts';
import { isAbout } from './reading/echo.ts';
import { readResult } from './reading/result.ts';
import { type Row, rowsAt } from './reading/rows.ts';
import { failureOf } from './resilience.ts';
import type { ResultService } from './source-file.ts';

/** What has been told so far, without the rows some gateways give twice; it stays when a later service fails. */
export type Told = Map<string, TestResult>;

/**
 * Services are asked one after the other, so that a question never spends more than its own place in the source's limit.
 * Throws what the first failing service failed with, after asking the others where that makes sense.
 */
export async function askResults(
  protocol: Protocol,
  connection: Connection,
  question: Question,
  told: Told,
): Promise<void> {
  let failure: { error: unknown } | undefined;
  for (const service of connection.source.results) {
    try {
      for (const row of await askRows(protocol, connection, service, question)) {
        const result = readResult(row, service);
        told.set(JSON.stringify(result), result);
      }
    } catch (error) {
      failure ??= { error };
      if (!worthGoingOn(error)) break;
    }
  }
  if (failure) throw failure.error;
}

/** The rows of one service that are about the person asked; all of them about others is `wrong-person`. */
export async function askRows(
  protocol: Protocol,
  connection: Connection,
  service: ResultService,
  question: Question,
): Promise<Row[]> {
  const rows = rowsAt(await protocol.call(connection, service, question), service.rows);
  const own = rows.filter((row) => isAbout(row, service.fields, connection.source.identityEcho, question));
  if (rows.length > 0 && own.length === 0) throw new AskingFailed('wrong-person');
  return own;
}

/** One broken service says nothing of its neighbours; a refusal, a quota or a lost connection does. */
function worthGoingOn(error: unknown): boolean {
  return ['source-error', 'unreadable', 'wrong-person'].includes(failureOf(error).reason);
}
