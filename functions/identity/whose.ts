/** Whose: to whom a document belongs after a proof, by what others have proven before. Pure. */
import { type CitizenId, STRENGTHS, type Strength } from '../../core/index.ts';
import type { AccountKey, DocumentItem } from '../effects/items.ts';

export type Whose =
  /** The document item becomes `next`; the account belongs to `next.citizen`. */
  | { kind: 'write'; next: Omit<DocumentItem, 'v'> }
  /** Name and number alone, of a document that somebody has bound: it is noted with the account and touches nobody. */
  | { kind: 'leave' }
  /** A stronger proof stands. */
  | { kind: 'refuse' };

export function isStronger(one: Strength, other: Strength): boolean {
  return STRENGTHS.indexOf(one) > STRENGTHS.indexOf(other);
}

export function strongest(proofs: DocumentItem['proofs']): Strength {
  return Object.values(proofs).reduce<Strength>((best, each) => (isStronger(each, best) ? each : best), 'matched');
}

/**
 * - Nobody's: the account's citizen gets it.
 * - The account's own citizen's: the proof is added, and accounts of that citizen with weaker proofs lose them.
 * - Somebody else's: a stronger proof takes it away; an equal one joins that citizen, for it is the same person in the
 *   other super-app; a weaker one is refused. `matched` takes nothing and joins nobody, since it shows nothing.
 */
export function whoseAfter(
  seen: DocumentItem | undefined,
  account: AccountKey,
  strength: Strength,
  citizen: CitizenId,
): Whose {
  if (!seen) return { kind: 'write', next: { citizen, proofs: { [account]: strength } } };
  const before = seen.proofs[account];
  const mine = before !== undefined && isStronger(before, strength) ? before : strength;
  if (seen.citizen === citizen) {
    const others = Object.entries(seen.proofs).filter(([each]) => each !== account) as [AccountKey, Strength][];
    const weaker = others.filter(([, each]) => isStronger(mine, each)).map(([each]) => each);
    const staying = others.filter(([each]) => !weaker.includes(each));
    const displaced = weaker.length ? { displaced: { citizen, accounts: weaker } } : {};
    return {
      kind: 'write',
      next: { citizen, proofs: { ...Object.fromEntries(staying), [account]: mine }, ...displaced },
    };
  }
  if (strength === 'matched') return { kind: 'leave' };
  const standing = strongest(seen.proofs);
  if (isStronger(strength, standing)) {
    const displaced = { citizen: seen.citizen, accounts: Object.keys(seen.proofs) as AccountKey[] };
    return { kind: 'write', next: { citizen, proofs: { [account]: strength }, displaced } };
  }
  if (isStronger(standing, strength)) return { kind: 'refuse' };
  return { kind: 'write', next: { citizen: seen.citizen, proofs: { ...seen.proofs, [account]: strength } } };
}
