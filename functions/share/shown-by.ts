/** Shown by a link: what lies about its citizen, as long as whoever made it could make it again. */
import type { CitizenId } from '../../core/index.ts';
import type { LinkEffects } from '../effects/for-links.ts';
import type { ProfileItem } from '../effects/items.ts';
import type { Link } from '../effects/links.ts';
import { guardianKey } from '../results/acting-for.ts';
import { documentsOf, showable } from '../results/documents.ts';
import type { Around } from '../results/known-facts.ts';
import { readHead } from '../results/own-head.ts';

export interface Shown {
  partition: Around;
  profile: ProfileItem;
}

/** `undefined`: a stronger proof has come since, consent was withdrawn, all is to be deleted, or nobody vouches any more. */
export async function shownBy(
  { citizens, ledger }: LinkEffects,
  citizen: CitizenId,
  { account, guardian, createdAt }: Link,
): Promise<Shown | undefined> {
  const [profile, partition] = await Promise.all([ledger.readProfile(citizen), citizens.read(citizen)]);
  const maker = guardian ? guardianKey(guardian) : account;
  if (!profile?.accounts.includes(maker) || profile.consent === undefined) return undefined;
  if (!guardian && createdAt < profile.notBefore) return undefined;
  const head = partition.head ?? (await readHead({ citizens, ledger }, citizen));
  if (!head || head.x) return undefined;
  const documents = showable(documentsOf(head)).filter(({ ref }) => profile.documents[ref] !== undefined);
  return documents.length > 0 ? { profile, partition: { ...partition, head, documents } } : undefined;
}
