/** Finish: a source has confirmed a dependent; they become a citizen, or are one whom the other parent has vouched for. Each step may be run again. */
import type { CitizenId, Strength } from '../../core/index.ts';
import type { CheckingEffects } from '../effects/for-dependents.ts';
import type { ClaimItem, DependentId } from '../effects/items.ts';
import { documentKeyOf } from '../identity/most-documents.ts';
import { changeProfile } from '../identity/profile.ts';
import { forgetDependent, stopVouching } from '../identity/stop-vouching.ts';
import { stillProves, takeDocument } from '../identity/take-document.ts';
import { withDocument } from '../identity/with-document.ts';
import { guardianKey } from '../results/acting-for.ts';
import { claimantOf, dependentIn } from './kept.ts';

const STRENGTH: Strength = 'guardian';

/** False where the person has bound themself, which nobody else's word displaces. */
export async function finishDependent(
  effects: CheckingEffects,
  guardian: CitizenId,
  id: DependentId,
  claim: ClaimItem,
): Promise<boolean> {
  const { ledger, log, people } = effects;
  const claimant = claimantOf(guardian, id);
  const question = await people.openClaim(claimant, claim);
  if (!question) return false;
  const prover = guardianKey(guardian);
  const key = await documentKeyOf(effects, question.document);
  const proven = { type: question.document.type, key, strength: STRENGTH };
  const citizen = await takeDocument(effects, prover, proven, claim.citizen);
  if (!citizen) return false;
  // The person may bind themself at any moment: that changes the document first, then their profile, then the guardian's.
  const proves = () => stillProves(effects, prover, proven, citizen);
  const proof = { prover, strength: STRENGTH, key, ref: claim.ref, consent: claim.consent };
  const written = await changeProfile(effects, citizen, async (profile) =>
    (await proves()) ? withDocument(effects, profile, citizen, proof, question) : undefined,
  );
  if (!written) return false;
  if (!(await putCitizen(effects, guardian, id, citizen))) {
    await stopVouching(effects, guardian, citizen);
    return false;
  }
  if (!(await proves())) {
    await forgetDependent(effects, guardian, citizen);
    return false;
  }
  await ledger.settleClaim(claimant, claim, 'bound');
  log('binding-finished', { strength: STRENGTH });
  return true;
}

/** False when the guardian has removed the dependent meanwhile. Nobody is kept under two ids. */
async function putCitizen(
  effects: CheckingEffects,
  guardian: CitizenId,
  id: DependentId,
  citizen: CitizenId,
): Promise<boolean> {
  const written = await changeProfile(effects, guardian, async (profile) => {
    const dependent = dependentIn(profile, id);
    if (!dependent) return undefined;
    const others = Object.entries(profile.dependents ?? {}).filter(([, each]) => each.citizen !== citizen);
    return { ...profile, dependents: { ...Object.fromEntries(others), [id]: { ...dependent, citizen } } };
  });
  return written !== undefined;
}
