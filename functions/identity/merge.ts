/** Merge: two citizens have turned out to be one person, whose documents and accounts go on under one of them. */
import type { CitizenId } from '../../core/index.ts';
import type { BindingEffects } from '../effects/for-binding.ts';
import type { DocumentKey, ProfileDocument } from '../effects/items.ts';
import { changeProfile } from './profile.ts';
import { ATTEMPTS, stepAside } from './step-aside.ts';

/** Moves everything of `from` to `into`. May be run again: what has been moved is not there any more. */
export async function mergeCitizens(effects: BindingEffects, from: CitizenId, into: CitizenId): Promise<void> {
  const { ledger, people, citizens, world } = effects;
  const leaving = await ledger.readProfile(from);
  if (!leaving) return;
  const documents: Record<string, ProfileDocument> = {};
  for (const [ref, document] of Object.entries(leaving.documents)) {
    await handOver(effects, document.key, from, into);
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
  // What came to `from` meanwhile stays there until its own account binds it again.
  await changeProfile(effects, from, async (profile) => {
    const staying = Object.entries(profile.documents).filter(([ref]) => documents[ref] === undefined);
    return { ...profile, documents: Object.fromEntries(staying), accounts: [], notBefore: world.clock.now() };
  });
  for (const ref of Object.keys(documents)) await citizens.forgetReplies(from, ref);
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
