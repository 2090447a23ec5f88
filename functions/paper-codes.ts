/** POST /paper-codes: a code to print, for people without a phone. It proves no device, so the document is compared wherever it is shown. */
import * as v from 'valibot';
import { formatInstant, instantOf } from '../core/index.ts';
import { LONGEST_MS } from '../core/share-code/credential.ts';
import { writeShowing } from '../core/share-code/showing.ts';
import { refuseTooMany } from './door/attempts-left.ts';
import { authorise } from './door/authorise.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import type { Request, Response } from './door/request.ts';
import { text, validate } from './door/validate.ts';
import { awsWorld } from './effects/aws-world.ts';
import type { Code } from './effects/codes.ts';
import { createPrintingEffects, type PrintingEffects } from './effects/for-printing.ts';
import type { Session } from './effects/sessions.ts';
import { PRINT_SIZES } from './printing/printed-code.ts';
import { knownFacts } from './results/known-facts.ts';
import { readPartition } from './results/read-partition.ts';
import { codeNumber } from './share/code-number.ts';
import { codeWithheld } from './share/code-withheld.ts';
import { inWholeSeconds, issueCode, newCodeId } from './share/issue.ts';
import { PRINT_LIMITS } from './share/limits.ts';
import { endOfLongestWindow } from './share/longest-window.ts';
import { noteCode } from './share/note-code.ts';

const SCHEMA = v.object({
  size: v.picklist(PRINT_SIZES, `Send ${PRINT_SIZES.join(' or ')}.`),
  for: v.optional(text('Send an id that GET /dependents lists, or leave it out.', 1, 64)),
});

export async function handle(effects: PrintingEffects, request: Request): Promise<Response> {
  const refused = refuseMethod(request, ['POST']);
  if (refused) return refused;
  const authorised = await authorise(effects.sessions, request);
  return 'problem' in authorised ? authorised.problem : print(effects, request, authorised.session);
}

export const handler = endpoint(handle, () => createPrintingEffects(awsWorld()));

async function print(effects: PrintingEffects, request: Request, session: Session): Promise<Response> {
  const read = validate(SCHEMA, request.body);
  if ('problem' in read) return read.problem;
  const tooMany = await refuseTooMany(effects, session.account, request, PRINT_LIMITS, 'print#');
  if (tooMany) return tooMany;
  const own = await readPartition(effects, session, read.value.for);
  if ('problem' in own) return own.problem;
  const { partition } = own;
  const { control, directory, signer, world } = effects;
  const now = world.clock.now();
  const controls = await control.read(directory.configuration.connected);
  const known = knownFacts(directory, partition, controls, now);
  const { facts } = known;
  if (facts.kind === 'withheld') return codeWithheld(facts.reason);
  // Nobody can renew a sheet of paper: it ends where nobody would recognise it any more.
  const end = endOfLongestWindow(facts, known.asOf, directory.configuration.policies, now);
  if (end === undefined) return codeWithheld('no-negative');

  const issuedAt = inWholeSeconds(now);
  const expiresAt = inWholeSeconds(instantOf(Math.min(end, issuedAt + LONGEST_MS.printed)));
  const { account, citizen } = session;
  const code: Code = {
    id: newCodeId(),
    platform: 'paper',
    account,
    ...(partition.guardian && { guardian: citizen }),
    document: facts.document.ref,
    issuedAt,
    expiresAt,
  };
  const noted = await noteCode(effects, session, partition, { facts, controls }, code);
  if ('problem' in noted) return noted.problem;
  const { holder } = noted;
  const credential = await issueCode(signer, { ...known, ...code, facts, name: holder.name, compare: true });
  const number = codeNumber(code.id);
  // With the first sheet: writing PDF takes longer to load than all the rest.
  const { printCode } = await import('./printing/print-code.ts');
  const pdf = await printCode(await effects.printFont(), read.value.size, {
    text: writeShowing({ credential }),
    name: holder.name,
    last4: facts.document.last4,
    number,
    issuedAt,
    expiresAt,
    asOf: known.asOf,
    results: facts.results,
    samplings: facts.samplings,
  });
  effects.log('code-printed');
  const body = { id: code.id, number, expiresAt: formatInstant(expiresAt), pdf: Buffer.from(pdf).toString('base64') };
  return { status: 201, body };
}
