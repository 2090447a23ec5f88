/** Most documents: what one person can have. An ID card, two passports, a permit, a residence card: we bind four. */
import type { IdDocument, Strength } from '../../core/index.ts';
import type { Effects } from '../effects/effects.ts';
import type { DocumentKey, ProfileDocument, ProfileItem } from '../effects/items.ts';

const MOST_DOCUMENTS = 4;

/**
 * Why these cannot all be one person's. Two numbers of resident ID cards are two people: a family that shares a telephone
 * must not be told of one another's results as of their own. What rests on name and number alone shows nothing and counts
 * for no person.
 */
export function hindranceAmong(
  documents: readonly Pick<ProfileDocument, 'type' | 'key' | 'strength'>[],
): 'too-many' | 'two-people' | undefined {
  const cards = documents.filter(({ type, strength }) => type === 'resident-id' && strength !== 'matched');
  if (new Set(cards.map(({ key }) => key)).size > 1) return 'two-people';
  return new Set(documents.map(({ key }) => key)).size > MOST_DOCUMENTS ? 'too-many' : undefined;
}

/** What hinders a citizen from binding this document too; one that is bound already may always be proven again. */
export async function hindranceFor(
  effects: Pick<Effects, 'documentPepper'>,
  profile: ProfileItem | undefined,
  document: IdDocument,
  strength: Strength,
): Promise<ReturnType<typeof hindranceAmong>> {
  if (!profile) return undefined;
  const key = await documentKeyOf(effects, document);
  return hindranceAmong([...Object.values(profile.documents), { type: document.type, key, strength }]);
}

/** The only use of the document pepper. */
export async function documentKeyOf(
  { documentPepper }: Pick<Effects, 'documentPepper'>,
  { type, number }: IdDocument,
): Promise<DocumentKey> {
  return (await documentPepper(type, number)) as DocumentKey;
}
