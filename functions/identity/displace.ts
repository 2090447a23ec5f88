/** Displace: tells those who have lost a document to a stronger proof. May be run again by whoever comes next. */

import type { CitizenId } from '../../core/index.ts';
import type { BindingEffects } from '../effects/for-binding.ts';
import type { AccountKey, DocumentItem, DocumentKey, DocumentRef, ProfileItem } from '../effects/items.ts';
import { changeProfile } from './profile.ts';

export async function finishDisplacing(
  effects: BindingEffects,
  key: DocumentKey,
  document: DocumentItem,
): Promise<void> {
  const { displaced, v: _read, ...settled } = document;
  if (!displaced) return;
  const { citizen, accounts } = displaced;
  const moved = citizen !== document.citizen;
  const gone: DocumentRef[] = [];
  const leaving = new Set<AccountKey>();
  await changeProfile(effects, citizen, async (profile) => {
    gone.length = 0;
    leaving.clear();
    const kept: ProfileItem['documents'] = {};
    for (const [ref, each] of Object.entries(profile.documents)) {
      if (each.key === key ? moved : !moved && !(await isProvenWithout(effects, each.key, citizen, accounts)))
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
  await Promise.all([...leaving].map((account) => effects.ledger.linkAccount(account, undefined, citizen)));
  for (const ref of gone) await effects.citizens.forgetReplies(citizen, ref);
  await effects.ledger.writeDocument(key, document, settled);
  effects.log('binding-displaced');
}

/** Takes the proofs of those who leave; whether somebody's proof remains. With none left the document is free again. */
async function isProvenWithout(
  { ledger }: BindingEffects,
  key: DocumentKey,
  citizen: CitizenId,
  accounts: readonly AccountKey[],
): Promise<boolean> {
  const document = await ledger.readDocument(key);
  if (document?.citizen !== citizen) return false;
  const { v: _read, ...rest } = document;
  const staying = Object.entries(document.proofs).filter(([each]) => !accounts.includes(each as AccountKey));
  if (staying.length < Object.keys(document.proofs).length) {
    await ledger.writeDocument(
      key,
      document,
      staying.length ? { ...rest, proofs: Object.fromEntries(staying) } : undefined,
    );
  }
  return staying.length > 0;
}

/** Accounts that have proven one of these documents of the citizen. */
async function proversOf(
  { ledger }: BindingEffects,
  documents: ProfileItem['documents'],
  citizen: CitizenId,
): Promise<Set<AccountKey>> {
  const items = await Promise.all(Object.values(documents).map(({ key }) => ledger.readDocument(key)));
  const own = items.filter((item) => item?.citizen === citizen);
  return new Set(own.flatMap((item) => Object.keys(item!.proofs) as AccountKey[]));
}
