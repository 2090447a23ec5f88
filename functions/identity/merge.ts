/** Merge: two citizens have turned out to be one person, whose documents, papers, codes and accounts go on under one of them. */
import type { CitizenId } from '../../core/index.ts';
import type { Question } from '../../protocols/index.ts';
import type { BindingEffects } from '../effects/for-binding.ts';
import type { DocumentKey, DocumentRef } from '../effects/items.ts';
import { ATTEMPTS, stepAside } from '../effects/step-aside.ts';
import { followGuardian, withDependentsOf } from './follow-guardian.ts';
import { changeProfile } from './profile.ts';
import { isStronger } from './whose.ts';

/** Moves everything of `from` to `into`. May be run again: what has been moved is not there any more. */
export async function mergeCitizens(effects: BindingEffects, from: CitizenId, into: CitizenId): Promise<void> {
  const { ledger, people, citizens, codes, looks, paperMoves, world } = effects;
  const leaving = await ledger.readProfile(from);
  if (!leaving) return;
  const documents = Object.entries(leaving.documents);
  for (const [, { key }] of documents) await handOver(effects, key, from, into);
  const persons = new Map<DocumentRef, Question>();
  for (const [ref, document] of documents) persons.set(ref, await people.openDocument(from, ref, document));
  const refs = new Map<DocumentRef, DocumentRef>();
  await changeProfile(effects, into, async (profile) => {
    const joined = { ...profile.documents };
    for (const [ref, document] of documents) {
      const [there, known] = Object.entries(profile.documents).find(([, { key }]) => key === document.key) ?? [ref];
      refs.set(ref, there);
      if (known && !isStronger(document.strength, known.strength)) continue;
      joined[there] = { ...document, sealed: await people.sealDocument(into, there, persons.get(ref)!) };
    }
    return {
      ...profile,
      documents: joined,
      accounts: [...new Set([...profile.accounts, ...leaving.accounts])],
      dependents: withDependentsOf(profile.dependents, leaving.dependents),
    };
  });
  for (const { citizen } of Object.values(leaving.dependents ?? {})) {
    if (!citizen) continue;
    await followGuardian(effects, citizen, from, into);
    await looks.followGuardian(citizen, from, into);
  }
  // Before the accounts: whoever is interrupted comes back here as long as one of them leads to `from`.
  await Promise.all([paperMoves.move(from, into, refs), codes.move(from, into, refs), looks.move(from, into)]);
  await Promise.all(leaving.accounts.map((account) => ledger.linkAccount(account, into, from)));
  // What came to `from` meanwhile stays there until its own account binds it again.
  await changeProfile(effects, from, async (profile) => {
    const staying = Object.entries(profile.documents).filter(([ref]) => !refs.has(ref));
    const documents = Object.fromEntries(staying);
    return { ...profile, documents, accounts: [], dependents: undefined, notBefore: world.clock.now() };
  });
  // What was added until its sessions were over.
  await Promise.all([paperMoves.move(from, into, refs), codes.move(from, into, refs), looks.move(from, into)]);
  for (const ref of refs.keys()) await citizens.forgetReplies(from, ref);
}

/** The document's item names the other citizen, unless it belongs to neither of them any more. */
async function handOver(
  { ledger, world }: BindingEffects,
  key: DocumentKey,
  from: CitizenId,
  into: CitizenId,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await stepAside(world, attempt);
    const item = await ledger.readDocument(key);
    if (item?.citizen !== from) return;
    const { v: _read, ...rest } = item;
    if (await ledger.writeDocument(key, item, { ...rest, citizen: into })) return;
  }
  throw new Error('a document changed under every attempt to hand it over');
}
