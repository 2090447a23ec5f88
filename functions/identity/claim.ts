/** Claim: PUT /identity from consent to the queue. Nothing about the person leaves the ledger. */
import { randomBytes } from 'node:crypto';
import type { CitizenId } from '../../core/index.ts';
import { PATIENCE_MS } from '../asking/patience.ts';
import { nextPollMs } from '../asking/rhythm.ts';
import { problem } from '../door/problem.ts';
import type { Request, Response } from '../door/request.ts';
import type { BindingEffects } from '../effects/for-binding.ts';
import type { AccountKey, ClaimItem, ProfileItem } from '../effects/items.ts';
import { refuseTooMany } from './attempts-left.ts';
import { checkOf, howMany, sourcesFor } from './choose-sources.ts';
import { hindranceFor } from './most-documents.ts';
import { queueCheck, seekAdmission } from './queue-check.ts';
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
  const tried = await seekAdmission(effects, sources, howMany(check));
  if (!tried.some(({ admission }) => admission.admitted)) return busy();
  const claim: ClaimItem = {
    id: randomBytes(9).toString('base64url'),
    state: 'checking',
    strength: check,
    offering: sources.map(({ id }) => id),
    asked: tried.map(({ source }) => source.id),
    askedAt: now,
    askedUntil: now + PATIENCE_MS,
    citizen: randomBytes(16).toString('base64url') as CitizenId,
    ref: randomBytes(4).toString('base64url'),
    consent: consent.textVersion,
    sealed: await people.sealClaim(account, question),
    expiresAt: Math.ceil((now + CLAIM_KEPT_MS) / 1000),
  };
  if (!(await ledger.writeClaim(account, claim))) return stillChecking();
  if (!(await queueCheck(effects, account, claim, 0, tried))) {
    await ledger.settleClaim(account, claim, 'unsent');
    return busy();
  }
  return writtenIdentity(202, { state: 'checking', pollAfterMs: nextPollMs(0, world.random())! }, profile);
}

function stillChecking(): Response {
  return problem('still-checking', { detail: 'Ask GET /identity until the check is over, then send this again.' });
}

function busy(): Response {
  return problem('busy', { detail: 'Try again in half a minute.', headers: { 'retry-after': '30' } });
}
