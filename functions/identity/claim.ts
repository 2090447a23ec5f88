/** Claim: PUT /identity from consent to the queue. Nothing about the person leaves the ledger. */
import { randomBytes } from 'node:crypto';
import type { CitizenId, Instant } from '../../core/index.ts';
import { admit } from '../asking/admission.ts';
import { PATIENCE_MS } from '../asking/patience.ts';
import type { QuestionMessage } from '../asking/question-message.ts';
import { nextPollMs } from '../asking/rhythm.ts';
import { problem } from '../door/problem.ts';
import type { Request, Response } from '../door/request.ts';
import type { BindingEffects } from '../effects/for-binding.ts';
import type { AccountKey, ClaimItem, ProfileItem } from '../effects/items.ts';
import { withoutContent } from '../effects/log.ts';
import { refuseTooMany } from './attempts-left.ts';
import { checkOf, howMany, sourcesFor } from './choose-sources.ts';
import { hindranceFor } from './most-documents.ts';
import { readIdentityRequest } from './request.ts';
import { writtenIdentity } from './state.ts';
import { verifiedPhone } from './verified-phone.ts';

const CLAIM_KEPT_MS = 10 * 60_000;

export async function claimIdentity(
  effects: BindingEffects,
  request: Request,
  account: AccountKey,
  profile: ProfileItem | undefined,
): Promise<Response> {
  const { directory, ledger, people, world } = effects;
  const read = readIdentityRequest(request.body);
  if ('problem' in read) return read.problem;
  const { name, document, phoneCode, specimenNumber, consent } = read.value;
  const tooMany = await refuseTooMany(effects, account, request);
  if (tooMany) return tooMany;

  await ledger.recordConsent(account, { textVersion: consent.textVersion, at: world.clock.now() });
  const check = checkOf(read.value);
  const hindrance = await hindranceFor(effects, profile, document, check);
  if (hindrance === 'too-many') {
    return problem('too-many-documents', { field: '/document', detail: 'A person can bind four documents.' });
  }
  if (hindrance === 'two-people') {
    const detail = 'Another ID card is bound here: send this one from an account of the person it belongs to.';
    return problem('field-wrong', { field: '/document/number', detail });
  }
  // Before the phone's code is spent, for it is good once; writing the claim decides between two who come together.
  const standing = await ledger.readClaim(account);
  if (standing?.state === 'checking' && standing.askedUntil > world.clock.now()) return stillChecking();
  const sources = sourcesFor(directory.configuration, check, document);
  if (sources.length === 0) {
    return problem('field-wrong', {
      field: '/document/type',
      detail: 'No source confirms this kind of document in this way: send phoneCode or specimenNumber instead.',
    });
  }
  const phone = phoneCode === undefined ? undefined : await verifiedPhone(effects, phoneCode);
  if (phone && 'problem' in phone) return phone.problem;

  const now = world.clock.now();
  const question = { name, document, ...(phone && { phone: phone.phone }), ...(specimenNumber && { specimenNumber }) };
  const taken = await takers(effects, sources, howMany(check));
  if (taken.length === 0) return busy();
  const claim: ClaimItem = {
    id: randomBytes(9).toString('base64url'),
    state: 'checking',
    strength: check,
    sources: taken.map(({ source }) => source),
    askedAt: now,
    askedUntil: now + PATIENCE_MS,
    citizen: randomBytes(16).toString('base64url') as CitizenId,
    ref: randomBytes(4).toString('base64url'),
    consent: consent.textVersion,
    sealed: await people.sealClaim(account, question),
    expiresAt: Math.ceil((now + CLAIM_KEPT_MS) / 1000),
  };
  if (!(await ledger.writeClaim(account, claim))) return stillChecking();
  const sent = await Promise.all(
    taken.map(({ source, turnAt }) => {
      const askedUntil = claim.askedUntil as Instant;
      const message: QuestionMessage = { kind: 'check', account, claim: claim.id, check, source, askedUntil, turnAt };
      return isSent(effects, source, message);
    }),
  );
  if (!sent.some(Boolean)) {
    await ledger.settleClaim(account, claim, 'unsent');
    return busy();
  }
  // Who was not reached will not answer; the others must not be waited for in vain.
  const unsent = taken.filter((_, at) => !sent[at]);
  await Promise.all(unsent.map(({ source }) => effects.checkWords.write(account, source, claim.id, 'failed')));
  return writtenIdentity(202, { state: 'checking', pollAfterMs: nextPollMs(0, world.random())! }, profile);
}

/** Sources that take the check now, as many as are needed. */
async function takers(effects: BindingEffects, sources: ReturnType<typeof sourcesFor>, needed: number) {
  const taken: { source: string; turnAt: Instant }[] = [];
  for (const source of sources) {
    if (taken.length >= needed) break;
    const admission = await admit(source, 'check', effects);
    if (admission.admitted) taken.push({ source: source.id, turnAt: admission.turnAt });
  }
  return taken;
}

async function isSent(
  { directory, queues, log }: BindingEffects,
  source: string,
  message: QuestionMessage,
): Promise<boolean> {
  try {
    await queues.send(directory.sources.get(source)!, message);
    return true;
  } catch (error) {
    log('send-failed', { source, ...withoutContent(error) });
    return false;
  }
}

function stillChecking(): Response {
  return problem('still-checking', { detail: 'Ask GET /identity until the check is over, then send this again.' });
}

function busy(): Response {
  return problem('busy', { detail: 'Try again in half a minute.', headers: { 'retry-after': '30' } });
}
