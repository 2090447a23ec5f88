/** Follow guardian: the dependents of a citizen who has turned out to be another one are vouched for by that one now. */
import type { CitizenId } from '../../core/index.ts';
import type { CheckingEffects } from '../effects/for-dependents.ts';
import type { AccountKey, Dependent, DependentId, DocumentKey, ProfileItem } from '../effects/items.ts';
import { ATTEMPTS, stepAside } from '../effects/step-aside.ts';
import { guardianKey } from '../results/acting-for.ts';
import { changeProfile } from './profile.ts';

/** Of both together; those that nobody has confirmed yet stay behind, for their claims stand under the old name. */
export function withDependentsOf(
  into: ProfileItem['dependents'] = {},
  from: ProfileItem['dependents'] = {},
): Record<DependentId, Dependent> {
  const there = new Set(Object.values(into).map(({ citizen }) => citizen));
  const coming = Object.entries(from).filter(([, { citizen }]) => citizen && !there.has(citizen));
  return { ...into, ...Object.fromEntries(coming) };
}

/** May be run again. */
export async function followGuardian(
  effects: CheckingEffects,
  dependent: CitizenId,
  from: CitizenId,
  into: CitizenId,
): Promise<void> {
  const [old, next] = [guardianKey(from), guardianKey(into)];
  await changeProfile(effects, dependent, async (profile) => {
    for (const { key } of Object.values(profile.documents)) await renameProver(effects, key, dependent, old, next);
    if (!profile.accounts.includes(old)) return undefined;
    return { ...profile, accounts: [...new Set(profile.accounts.map((each) => (each === old ? next : each)))] };
  });
  await effects.codes.followGuardian(dependent, from, into);
}

async function renameProver(
  { ledger, world }: CheckingEffects,
  key: DocumentKey,
  citizen: CitizenId,
  old: AccountKey,
  next: AccountKey,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await stepAside(world, attempt);
    const item = await ledger.readDocument(key);
    if (item?.citizen !== citizen || item.proofs[old] === undefined) return;
    const { [old]: strength, ...others } = item.proofs;
    const { v: _read, ...rest } = item;
    if (await ledger.writeDocument(key, item, { ...rest, proofs: { ...others, [next]: strength } })) return;
  }
  throw new Error('a document changed under every attempt to rename its prover');
}
