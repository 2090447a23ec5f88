/** Merge: two citizens have turned out to be one person, whose documents and accounts go on under one of them. */
import type { CitizenId } from '../../core/index.ts';
import type { BindingEffects } from '../effects/for-binding.ts';
import type { ProfileDocument } from '../effects/items.ts';
import { changeProfile, NO_PROFILE } from './profile.ts';

/** Moves everything of `from` to `into`. May be run again: what has been moved is not there any more. */
export async function mergeCitizens(effects: BindingEffects, from: CitizenId, into: CitizenId): Promise<void> {
  const { ledger, people, citizens, world } = effects;
  const leaving = await ledger.readProfile(from);
  if (!leaving) return;
  const documents: Record<string, ProfileDocument> = {};
  for (const [ref, document] of Object.entries(leaving.documents)) {
    const item = await ledger.readDocument(document.key);
    if (item?.citizen === from) {
      const { v: _read, ...rest } = item;
      if (!(await ledger.writeDocument(document.key, item, { ...rest, citizen: into }))) {
        throw new Error('a document changed while its citizen was merged');
      }
    }
    const question = await people.openDocument(from, ref, document);
    documents[ref] = { ...document, sealed: await people.sealDocument(into, ref, question) };
  }
  await changeProfile(effects, into, async (profile) => {
    const known = new Set(Object.values(profile.documents).map(({ key }) => key));
    const moving = Object.entries(documents).filter(([, { key }]) => !known.has(key));
    return {
      ...profile,
      documents: { ...profile.documents, ...Object.fromEntries(moving) },
      accounts: [...new Set([...profile.accounts, ...leaving.accounts])],
    };
  });
  await Promise.all(leaving.accounts.map((account) => ledger.linkAccount(account, into, from)));
  await changeProfile(effects, from, async () => ({ ...NO_PROFILE, notBefore: world.clock.now() }));
  for (const ref of Object.keys(documents)) await citizens.forgetReplies(from, ref);
}
