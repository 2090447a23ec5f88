/** Claim: PUT /dependents/{id} from the guardian's consent to the queue. The person leaves the ledger only sealed. */
import type { CitizenId, IdDocument } from '../../core/index.ts';
import { DAY_MS, lastFour, maskName } from '../../core/index.ts';
import { nextPollMs } from '../asking/rhythm.ts';
import { LIMITS, type Limit, refuseTooMany } from '../door/attempts-left.ts';
import { problem } from '../door/problem.ts';
import type { Request, Response } from '../door/request.ts';
import type { CheckingEffects } from '../effects/for-dependents.ts';
import type { AccountKey, Dependent, DependentId, ProfileItem } from '../effects/items.ts';
import { beginCheck } from '../identity/begin-check.ts';
import { checkOf, sourcesFor } from '../identity/choose-sources.ts';
import { documentKeyOf } from '../identity/most-documents.ts';
import { changeProfile } from '../identity/profile.ts';
import { claimantOf, dependentIn, withDependent } from './kept.ts';
import { readDependentRequest } from './request.ts';

/**
 * Name and number are all that a guardian has to know of a child, and others may know them too. A household of eight that
 * mistypes and moves does with these; whoever looks up one child after another does not.
 */
export const VOUCHING_LIMITS: readonly Limit[] = [...LIMITS, { who: 'account', most: 24, windowMs: 30 * DAY_MS }];

export interface Guardian {
  account: AccountKey;
  citizen: CitizenId;
  profile: ProfileItem;
}

export async function claimDependent(
  effects: CheckingEffects,
  request: Request,
  guardian: Guardian,
  id: DependentId,
): Promise<Response> {
  const { directory, ledger, world } = effects;
  const now = world.clock.now();
  const read = readDependentRequest(request.body, now);
  if ('problem' in read) return read.problem;
  const { name, document, relation, specimenNumber, consent } = read.value;
  const tooMany = await refuseTooMany(effects, guardian.account, request, VOUCHING_LIMITS, 'dependent#');
  if (tooMany) return tooMany;

  const { textVersion } = consent;
  // For a child under 14 it is the guardian's own to give, and for health data of anybody apart from any other consent.
  await ledger.recordConsent(guardian.account, { textVersion, at: now, purpose: 'dependent', dependent: id, relation });
  const known = await whoIsKnown(effects, guardian.profile, id, document);
  if (known) return known;
  const dependent: Dependent = {
    relation,
    type: document.type,
    last4: lastFour(document.number),
    name: maskName(name),
    addedAt: now,
  };
  if (!withDependent(guardian.profile.dependents ?? {}, id, dependent, now)) return tooManyDependents();
  const check = checkOf(read.value);
  const sources = sourcesFor(directory.configuration, check, document);
  if (sources.length === 0) {
    return problem('field-wrong', {
      field: '/document/type',
      detail:
        'No source confirms this kind of document in this way: send another document of theirs, or specimenNumber too.',
    });
  }
  const question = { name, document, ...(specimenNumber && { specimenNumber }) };
  const claimant = claimantOf(guardian.citizen, id);
  const refused = await beginCheck(effects, claimant, { check, sources, question, consent: textVersion });
  if (refused) return refused;
  const written = await changeProfile(effects, guardian.citizen, async (profile) => {
    const dependents = withDependent(profile.dependents ?? {}, id, dependent, now);
    return dependents && { ...profile, dependents };
  });
  if (!written) {
    const claim = await ledger.readClaim(claimant);
    if (claim) await ledger.settleClaim(claimant, claim, 'unsent');
    return tooManyDependents();
  }
  return { status: 202, body: { state: 'checking', pollAfterMs: nextPollMs(0, world.random()) } };
}

function tooManyDependents(): Response {
  return problem('too-many-dependents', { detail: 'Remove one with DELETE /dependents/{id} first.' });
}

/** Only what the guardian has said before: the answer tells nobody what others have bound. */
async function whoIsKnown(
  effects: CheckingEffects,
  profile: ProfileItem,
  id: DependentId,
  document: IdDocument,
): Promise<Response | undefined> {
  const key = await documentKeyOf(effects, document);
  const wrong = (field: string, detail: string) => problem('field-wrong', { field, detail });
  if (Object.values(profile.documents).some((each) => each.key === key)) {
    return wrong('/document/number', 'This document is bound here as your own.');
  }
  const same = dependentIn(profile, id);
  if (same?.citizen) return wrong('id', 'Draw another id: this one stands for somebody already.');
  const alike = Object.values(profile.dependents ?? {}).flatMap(({ citizen, type, last4 }) =>
    citizen && type === document.type && last4 === lastFour(document.number) ? [citizen] : [],
  );
  const profiles = await Promise.all(alike.map((citizen) => effects.ledger.readProfile(citizen)));
  const isKept = profiles.some((each) => Object.values(each?.documents ?? {}).some((kept) => kept.key === key));
  return isKept ? wrong('/document/number', 'This person is among your dependents already.') : undefined;
}
