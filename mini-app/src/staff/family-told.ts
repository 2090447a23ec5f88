/** FamilyTold: in one sentence how many of a family are through, and who is missing. */
import { type Family, missingOf } from './family.ts';
import type { StaffWords } from './words/index.ts';

export function familyTold(family: Family, words: StaffWords): string {
  const missing = missingOf(family);
  if (missing.length === 0) return words.familyDone(family.of);
  const named = missing.map(({ position, standing }) =>
    standing === undefined || standing === 'admit'
      ? words.familyMember(position)
      : words.familyAwaits[standing](position),
  );
  return words.familyState(family.of - missing.length, family.of) + words.familyMissing(named.join(words.familyAnd));
}
