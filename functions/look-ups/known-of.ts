/** Known of: what is known of whom staff have looked up: the sources' fresh words, and where the person is a citizen of ours, theirs besides. */
import { type CitizenId, namesSamePerson } from '../../core/index.ts';
import { claimKey } from '../asking/claims.ts';
import type { Partition } from '../effects/citizens.ts';
import type { LookUpEffects } from '../effects/for-looking-up.ts';
import type { DocumentRef, HeadItem, ProfileItem, ReplyItem } from '../effects/items.ts';
import { documentsOf, headOf, showable } from '../results/documents.ts';
import type { Around } from '../results/known-facts.ts';

export type Passing = Pick<Partition, 'replies' | 'papers'> & {
  citizen: CitizenId;
  head: HeadItem;
  profile: ProfileItem;
};

/** By the sources' words alone. */
export function asTold({ head, replies, papers }: Omit<Passing, 'profile'>): Around {
  return { head, replies, papers, documents: documentsOf(head) };
}

/**
 * The citizen who has bound this document by more than name and number and agreed to be asked about, if the name fits too;
 * with what is known of them. `undefined`: nobody of ours.
 */
export async function ownOf(
  effects: LookUpEffects,
  { citizen: passing, profile, replies }: Passing,
): Promise<{ citizen: CitizenId; around: Around } | undefined> {
  const { citizens, ledger, people } = effects;
  const [[ref, asked]] = Object.entries(profile.documents) as [[DocumentRef, ProfileItem['documents'][string]]];
  const owner = (await ledger.readDocument(asked.key))?.citizen;
  const own = owner && (await ledger.readProfile(owner));
  const [ownRef, bound] = Object.entries(own?.documents ?? {}).find(([, { key }]) => key === asked.key) ?? [];
  if (!owner || !own || !ownRef || !bound || bound.strength === 'matched' || own.consent === undefined)
    return undefined;
  const [typed, known] = await Promise.all([
    people.openDocument(passing, ref, asked),
    people.openDocument(owner, ownRef, bound),
  ]);
  if (namesSamePerson(known, { name: typed.name }) !== 'same') return undefined;
  const partition = await citizens.read(owner);
  const head: HeadItem = partition.head ?? { v: 0, ...headOf(own), j: [], q: {}, b: {}, expiresAt: 0 };
  if (head.x || head.c === undefined) return undefined;
  const documents = showable(documentsOf(head));
  return {
    citizen: owner,
    around: { head, documents, papers: partition.papers, replies: withFresh(partition.replies, ownRef, replies, ref) },
  };
}

/** A source's fresh word goes before what it said to the citizen; its silence before nothing. */
function withFresh(
  own: ReadonlyMap<string, ReplyItem>,
  ownRef: DocumentRef,
  fresh: ReadonlyMap<string, ReplyItem>,
  ref: DocumentRef,
): Map<string, ReplyItem> {
  const replies = new Map(own);
  for (const [key, reply] of fresh) {
    const [source = '', of] = key.split('#');
    if (of === ref && reply.w === undefined) replies.set(claimKey(source, ownRef), reply);
  }
  return replies;
}
