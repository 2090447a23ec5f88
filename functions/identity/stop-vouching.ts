/** Stop vouching: a guardian's word for a dependent is taken back. Another guardian's stands; with none left nothing is kept of them here. */
import type { CitizenId } from '../../core/index.ts';
import type { CheckingEffects } from '../effects/for-dependents.ts';
import type { DocumentRef, ProfileItem } from '../effects/items.ts';
import { guardianKey } from '../results/acting-for.ts';
import { revokeCodes } from '../share/revoke.ts';
import { changeProfile } from './profile.ts';
import { withdrawProofs } from './withdraw-proofs.ts';

/** The dependent's side of it. May be run again: what is taken back is not there any more. */
export async function stopVouching(effects: CheckingEffects, guardian: CitizenId, dependent: CitizenId): Promise<void> {
  const leaving = guardianKey(guardian);
  const gone: DocumentRef[] = [];
  await changeProfile(effects, dependent, async (profile) => {
    gone.length = 0;
    const kept: ProfileItem['documents'] = {};
    for (const [ref, each] of Object.entries(profile.documents)) {
      if (await withdrawProofs(effects, each.key, dependent, [leaving])) kept[ref] = each;
      else gone.push(ref);
    }
    const accounts = profile.accounts.filter((each) => each !== leaving);
    return { ...profile, documents: kept, accounts, consent: accounts.length > 0 ? profile.consent : undefined };
  });
  await revokeCodes(effects, dependent, (code) => code.guardian === guardian);
  for (const ref of gone) await effects.citizens.forgetReplies(dependent, ref);
}

/** The guardian's side of it, whatever ids they are kept under. */
export async function forgetDependent(
  effects: CheckingEffects,
  guardian: CitizenId,
  dependent: CitizenId,
): Promise<void> {
  await changeProfile(effects, guardian, async (profile) => {
    const all = Object.entries(profile.dependents ?? {});
    const others = all.filter(([, { citizen }]) => citizen !== dependent);
    return others.length < all.length ? { ...profile, dependents: Object.fromEntries(others) } : undefined;
  });
}
