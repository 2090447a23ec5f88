/** Documents of a citizen as the head names them, and those that results may be shown and asked for. */
import type { DocumentType, Strength } from '../../core/index.ts';
import type { HeadItem, ProfileItem } from '../effects/items.ts';

export interface KnownDocument {
  ref: string;
  type: DocumentType;
  last4: string;
  strength: Strength;
}

export function documentsOf(head: Pick<HeadItem, 'd'>): KnownDocument[] {
  return Object.entries(head.d).map(([ref, text]) => {
    const [type, last4, strength] = text.split('|') as [DocumentType, string, Strength];
    return { ref, type, last4, strength };
  });
}

/** Name and number alone are known to many: what rests on no more shows nothing. */
export function showable(documents: readonly KnownDocument[]): KnownDocument[] {
  return documents.filter(({ strength }) => strength !== 'matched');
}

/** What a head says of a profile. */
export function headOf(profile: ProfileItem): Pick<HeadItem, 'p' | 'd' | 'g' | 'c' | 'nb' | 'u'> {
  const d = Object.entries(profile.documents).map(([ref, { type, last4, strength }]) => [
    ref,
    `${type}|${last4}|${strength}`,
  ]);
  const g = Object.entries(profile.dependents ?? {}).flatMap(([id, { citizen }]) => (citizen ? [[id, citizen]] : []));
  return {
    p: profile.v,
    d: Object.fromEntries(d),
    ...(g.length > 0 && { g: Object.fromEntries(g) }),
    c: profile.consent,
    nb: profile.notBefore,
    ...(profile.expiresAt !== undefined && { u: profile.expiresAt }),
  };
}
