/** POST /sources/{id}/results: a source sends results, corrections and withdrawals. The answer says nothing about who is known to us. */
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import { problem } from './door/problem.ts';
import type { Request, Response } from './door/request.ts';
import { awsWorld } from './effects/aws-world.ts';
import { createReceivingEffects, type ReceivingEffects } from './effects/for-receiving.ts';
import { keep } from './push/keep.ts';
import { type Row, type RowName, type RowProblem, readRow, rowName } from './push/row.ts';
import { checkSignature } from './push/signature.ts';

const MOST_ROWS = 1_000;
/**
 * An answer takes this long, and so much more for each row, whether or not anybody in it is known; where the work takes longer,
 * a whole number of these.
 */
const ANSWER_MS = 250;
const ROW_MS = 1;

export async function handle(effects: ReceivingEffects, request: Request): Promise<Response> {
  const refused = refuseMethod(request, ['POST']);
  if (refused) return refused;
  const { directory, log, nonces, pushKeyOf, world } = effects;
  const source = directory.sources.get(request.parameters.id ?? '');
  if (!source?.pushes || !directory.configuration.connected.has(source.id)) {
    return problem('source-unknown', { detail: 'Use the id that was agreed with the operator.' });
  }
  const startedAt = world.clock.now();
  const checked = checkSignature(request, await pushKeyOf(source), startedAt);
  if ('problem' in checked) return checked.problem;
  if (!(await nonces.use(source.id, checked.nonce))) {
    return problem('already-received', {
      field: 'x-huren-nonce',
      detail: 'Send it again with a new nonce, signed anew.',
    });
  }
  const { results } = request.body ?? {};
  if (!Array.isArray(results) || results.length === 0 || results.length > MOST_ROWS) {
    return problem('field-wrong', { field: '/results', detail: `Send 1 to ${MOST_ROWS} rows as {"results": […]}.` });
  }

  const rows: Row[] = [];
  const answers = results.map((sent: unknown, place) => {
    const read = readRow(source, sent, startedAt);
    if (!('problem' in read)) rows.push(read);
    return answerTo(rowName(sent, place), read);
  });
  await keep(effects, source, rows, startedAt);
  log('results-received', { source: source.id, rows: results.length, wrong: results.length - rows.length });

  const stepMs = ANSWER_MS + ROW_MS * results.length;
  const tookMs = world.clock.now() - startedAt;
  await world.clock.sleep(Math.ceil((tookMs + 1) / stepMs) * stepMs - tookMs);
  return { status: 200, body: { rows: answers } };
}

export const handler = endpoint(handle, () => createReceivingEffects(awsWorld()));

function answerTo(row: RowName, read: Row | RowProblem): object {
  return 'problem' in read ? { row, ...read } : { row, accepted: true };
}
