/** Displace: tells those who have lost a document to a stronger proof. May be run again by whoever comes next. */
import type { CitizenId } from '../../core/index.ts';
import type { Code } from '../effects/codes.ts';
import type { CheckingEffects } from '../effects/for-dependents.ts';
import type { AccountKey, DocumentItem, DocumentKey, DocumentRef, ProfileItem } from '../effects/items.ts';
import { guardianKey, guardianOf } from '../results/acting-for.ts';
import { revokeCodes } from '../share/revoke.ts';
import { changeProfile } from './profile.ts';
import { forgetDependent, stopVouching } from './stop-vouching.ts';
import { withdrawProofs } from './withdraw-proofs.ts';

export async function finishDisplacing(
  effects: CheckingEffects,
  key: DocumentKey,
  document: DocumentItem,
): Promise<void> {
  const { displaced, v: _read, ...settled } = document;
  if (!displaced) return;
  const { citizen, accounts } = displaced;
  const moved = citizen !== document.citizen;
  const gone: DocumentRef[] = [];
  const leaving = new Set<AccountKey>();
  const left = await changeProfile(effects, citizen, async (profile) => {
    gone.length = 0;
    leaving.clear();
    const kept: ProfileItem['documents'] = {};
    for (const [ref, each] of Object.entries(profile.documents)) {
      if (each.key === key ? moved : !moved && !(await withdrawProofs(effects, each.key, citizen, accounts)))
        gone.push(ref);
      else kept[ref] = each;
    }
    const provers = moved ? await proversOf(effects, kept, citizen) : new Set<AccountKey>();
    for (const account of accounts) if (!provers.has(account)) leaving.add(account);
    return {
      ...profile,
      documents: kept,
      accounts: profile.accounts.filter((account) => !leaving.has(account)),
      notBefore: effects.world.clock.now(),
    };
  });
  // After the profile: whoever has a code issued at this moment looks at the profile last, and sees it.
  await revokeCodes(effects, citizen, (code) => moved || leaving.has(holderOf(code)) || gone.includes(code.document));
  await Promise.all([...leaving].map((each) => leave(effects, each, citizen)));
  if (left && Object.keys(left.documents).length === 0) await dismissDependents(effects, citizen, left);
  for (const ref of gone) await effects.citizens.forgetReplies(citizen, ref);
  await effects.ledger.writeDocument(key, document, settled);
  effects.log('binding-displaced');
}

/** By whose proof a code was issued. */
function holderOf({ account, guardian }: Code): AccountKey {
  return guardian ? guardianKey(guardian) : account;
}

/** An account leads there no more; a guardian has no such dependent any more. */
async function leave(effects: CheckingEffects, prover: AccountKey, citizen: CitizenId): Promise<void> {
  const guardian = guardianOf(prover);
  if (guardian) await forgetDependent(effects, guardian, citizen);
  else await effects.ledger.linkAccount(prover, undefined, citizen);
}

/** Who has nothing bound any more vouches for nobody. */
async function dismissDependents(
  effects: CheckingEffects,
  guardian: CitizenId,
  { dependents = {} }: ProfileItem,
): Promise<void> {
  for (const { citizen } of Object.values(dependents)) {
    if (!citizen) continue;
    await stopVouching(effects, guardian, citizen);
    await forgetDependent(effects, guardian, citizen);
  }
}

/** Accounts that have proven one of these documents of the citizen. */
async function proversOf(
  { ledger }: CheckingEffects,
  documents: ProfileItem['documents'],
  citizen: CitizenId,
): Promise<Set<AccountKey>> {
  const items = await Promise.all(Object.values(documents).map(({ key }) => ledger.readDocument(key)));
  const own = items.filter((item) => item?.citizen === citizen);
  return new Set(own.flatMap((item) => Object.keys(item!.proofs) as AccountKey[]));
}
