/** Most documents: a person has an ID card, two passports, a permit and a residence card at the very most; we bind four. */
import type { IdDocument } from '../../core/index.ts';
import type { Effects } from '../effects/effects.ts';
import type { DocumentKey, ProfileItem } from '../effects/items.ts';

export const MOST_DOCUMENTS = 4;

/** Whether this document would be the fifth. One that is bound already may always be proven again. */
export async function isOneTooMany(
  effects: Pick<Effects, 'documentPepper'>,
  profile: ProfileItem | undefined,
  document: IdDocument,
): Promise<boolean> {
  const documents = Object.values(profile?.documents ?? {});
  if (documents.length < MOST_DOCUMENTS) return false;
  const key = await documentKeyOf(effects, document);
  return !documents.some((each) => each.key === key);
}

/** The only use of the document pepper. */
export async function documentKeyOf(
  { documentPepper }: Pick<Effects, 'documentPepper'>,
  { type, number }: IdDocument,
): Promise<DocumentKey> {
  return (await documentPepper(type, number)) as DocumentKey;
}
