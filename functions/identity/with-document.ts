/** With document: a profile with a document that has just been proven, sealed, and with who has proven it. */
import { type CitizenId, lastFour, maskName, type Strength } from '../../core/index.ts';
import type { Question } from '../../protocols/index.ts';
import type { Effects } from '../effects/effects.ts';
import type { AccountKey, DocumentKey, DocumentRef, ProfileItem } from '../effects/items.ts';
import { isStronger } from './whose.ts';

export interface Proof {
  prover: AccountKey;
  strength: Strength;
  key: DocumentKey;
  /** What to call the document where the profile does not know it yet. */
  ref: DocumentRef;
  /** Text version of the consent it came with. */
  consent: string;
}

export async function withDocument(
  { people }: Pick<Effects, 'people'>,
  profile: Omit<ProfileItem, 'v'>,
  citizen: CitizenId,
  { prover, strength, key, ref: drawn, consent }: Proof,
  question: Question,
): Promise<Omit<ProfileItem, 'v'>> {
  const [ref, known] = Object.entries(profile.documents).find(([, each]) => each.key === key) ?? [drawn];
  const { type, number } = question.document;
  const document = {
    type,
    last4: lastFour(number),
    name: maskName(question.name),
    strength: known && isStronger(known.strength, strength) ? known.strength : strength,
    key,
    sealed: await people.sealDocument(citizen, ref, question),
  };
  return {
    ...profile,
    documents: { ...profile.documents, [ref]: document },
    accounts: [...new Set([...profile.accounts, prover])],
    consent,
  };
}
