/** Remove: DELETE /dependents/{id}. What another guardian has said stays. */
import type { Response } from '../door/request.ts';
import type { CheckingEffects } from '../effects/for-dependents.ts';
import type { DependentId } from '../effects/items.ts';
import { changeProfile } from '../identity/profile.ts';
import { stopVouching } from '../identity/stop-vouching.ts';
import { dependentUnknown } from '../results/acting-for.ts';
import type { Guardian } from './claim.ts';
import { claimantOf, dependentIn } from './kept.ts';

/** The dependent's side first: whoever is interrupted is still listed, and can be removed again. */
export async function removeDependent(
  effects: CheckingEffects,
  { citizen: guardian, profile }: Guardian,
  id: DependentId,
): Promise<Response> {
  const { ledger } = effects;
  const dependent = dependentIn(profile, id);
  if (!dependent) return dependentUnknown('id');
  const claimant = claimantOf(guardian, id);
  const claim = await ledger.readClaim(claimant);
  if (claim) await ledger.settleClaim(claimant, claim, 'unsent');
  if (dependent.citizen) await stopVouching(effects, guardian, dependent.citizen);
  await changeProfile(effects, guardian, async (now) => {
    if (!dependentIn(now, id)) return undefined;
    const others = Object.entries(now.dependents ?? {}).filter(([each]) => each !== id);
    return { ...now, dependents: Object.fromEntries(others) };
  });
  return { status: 204 };
}
