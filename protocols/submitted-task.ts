/** Submit, then poll: a question the source takes at once and answers later, in the same asking or in one of the next. */
import { instantOf, MINUTE_MS } from '../core/index.ts';
import {
  AskingFailed,
  type Connection,
  type Protocol,
  type Question,
  StillWorking,
  type SubmittedTask,
} from './protocol.ts';
import { textAt } from './reading/path.ts';
import type { ResultService, Task, TaskState } from './source-file.ts';

/** No task's id comes near it; whatever does is something else. */
const LONGEST_ID = 200;
/** How long a poll's answer may take where the file does not say. */
const USUAL_ANSWER_MS = 1000;

/**
 * The answer of the poll that said `done`, or `undefined` where the source holds nothing. Throws StillWorking when the next poll
 * would come too late for this question; the task is then polled by the next. A poll that fails leaves the task as it is.
 */
export async function askTask(
  protocol: Protocol,
  connection: Connection,
  service: ResultService & { task: Task },
  question: Question,
): Promise<unknown> {
  const { task } = service;
  const submit = () => submitTask(protocol, connection, service, question);
  let isAnew = false;
  let submitted = await connection.tasks?.read(service.id);
  if (!submitted) {
    submitted = await submit();
    if (!submitted) return undefined;
    await untilNextPoll(connection, task);
  }
  for (;;) {
    const polled = await protocol.call(connection, task.poll, { ...question, turn: { $task: submitted.id } });
    const state = polled === undefined ? 'done' : stateOf(polled, task);
    if (state !== 'processing') await connection.tasks?.drop(service.id);
    if (state === 'done') return polled;
    if (state === 'failed' || (state === 'expired' && isAnew)) throw new AskingFailed('source-error');
    if (state === 'expired') {
      isAnew = true;
      submitted = await submit();
      if (!submitted) return undefined;
    }
    await untilNextPoll(connection, task);
  }
}

/** `undefined` where the source says at once that it holds nothing. */
async function submitTask(
  protocol: Protocol,
  connection: Connection,
  service: ResultService & { task: Task },
  question: Question,
): Promise<SubmittedTask | undefined> {
  const answer = await protocol.call(connection, service, question);
  if (answer === undefined) return undefined;
  const id = textAt(answer, service.task.id);
  if (!id || id.length > LONGEST_ID) throw new AskingFailed('unreadable');
  const task = { id, expiresAt: instantOf(connection.now() + service.task.keptMinutes * MINUTE_MS) };
  await connection.tasks?.keep(service.id, task);
  return task;
}

function stateOf(polled: unknown, { state: { path, values } }: Task): TaskState {
  const word = textAt(polled, path) ?? '';
  if (!Object.hasOwn(values, word)) throw new AskingFailed('unreadable');
  return values[word]!;
}

async function untilNextPoll({ source, now, pause, deadlineAt }: Connection, { everySeconds }: Task): Promise<void> {
  const nextAt = instantOf(now() + everySeconds * 1000);
  const answerMs = (source.limits.p90Seconds ?? USUAL_ANSWER_MS / 1000) * 1000;
  if (nextAt + answerMs > deadlineAt()) throw new StillWorking(nextAt);
  await pause(nextAt - now());
}
