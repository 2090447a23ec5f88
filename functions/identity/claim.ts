/** Claim: PUT /identity from consent to the queue. Nothing about the person leaves the ledger. */
import { nextPollMs } from '../asking/rhythm.ts';
import { refuseTooMany } from '../door/attempts-left.ts';
import { problem } from '../door/problem.ts';
import type { Request, Response } from '../door/request.ts';
import type { BindingEffects } from '../effects/for-binding.ts';
import type { AccountKey, ProfileItem } from '../effects/items.ts';
import { beginCheck, stillChecking } from './begin-check.ts';
import { checkOf, sourcesFor } from './choose-sources.ts';
import { hindranceFor } from './most-documents.ts';
import { readIdentityRequest } from './request.ts';
import { writtenIdentity } from './state.ts';
import { verifiedPhone } from './verified-phone.ts';

export async function claimIdentity(
  effects: BindingEffects,
  request: Request,
  account: AccountKey,
  profile: ProfileItem | undefined,
): Promise<Response> {
  const { directory, ledger, world } = effects;
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

  const question = { name, document, ...(phone && { phone: phone.phone }), ...(specimenNumber && { specimenNumber }) };
  const refused = await beginCheck(effects, account, { check, sources, question, consent: consent.textVersion });
  if (refused) return refused;
  return writtenIdentity(202, { state: 'checking', pollAfterMs: nextPollMs(0, world.random())! }, profile);
}
