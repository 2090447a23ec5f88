/** Whose a certificate is: its name and birth date beside those of a citizen, where they can be compared at all. */
import type { IdDocument } from '../identity.ts';
import { plainText } from '../plain-text.ts';
import type { CertificateHolder } from './certificate.ts';

/** `cannot-tell`: Chinese characters beside Latin letters, parts of a name, or nothing to compare. */
export type HolderMatch = 'matches' | 'differs' | 'cannot-tell';

/** A citizen by one of their documents, in full. */
export interface Person {
  name: string;
  document: IdDocument;
}

/**
 * `matches` needs the name; a birth date is shared by thousands. Any two that can be compared and disagree make it
 * `differs`. The birth date of a resident is digits 7 to 14 of the number; no other document tells one.
 */
export function matchHolder(holder: CertificateHolder, { name, document }: Person): HolderMatch {
  const names = holder.names.map((each) => compareNames(name, each));
  const ofName: HolderMatch =
    names.indexOf('matches') >= 0
      ? 'matches'
      : names.length > 0 && names.every((each) => each === 'differs')
        ? 'differs'
        : 'cannot-tell';
  const ofBirth = compareBirth(document, holder.birthDate);
  return ofBirth === 'differs' ? 'differs' : ofName;
}

/** Words in any order, for some write the family name first. A part of the words proves nothing either way. */
function compareNames(asked: string, told: string): HolderMatch {
  const [a, b] = [wordsOf(asked), wordsOf(told)];
  if (a.length === 0 || b.length === 0 || isLatin(a) !== isLatin(b)) return 'cannot-tell';
  const whole = a.join('');
  if (sorted(a) === sorted(b) || b.some((_, at) => b.slice(at).concat(b.slice(0, at)).join('') === whole))
    return 'matches';
  const common = a.filter((word) => b.indexOf(word) >= 0).length;
  return common > 0 && (common === a.length || common === b.length) ? 'cannot-tell' : 'differs';
}

/** Letters that passports write in another way (ICAO 9303), as far as names in Europe have them; an accent falls away. */
const TRANSLITERATED: [RegExp, string][] = [
  [/[ÄÆ]/g, 'AE'],
  [/[ÖØŒ]/g, 'OE'],
  [/Ü/g, 'UE'],
  [/Å/g, 'AA'],
  [/[ẞß]/g, 'SS'],
  [/[ÐĐĎ]/g, 'D'],
  [/Þ/g, 'TH'],
  [/[ÀÁÂÃĀĂĄ]/g, 'A'],
  [/[ÇĆĈĊČ]/g, 'C'],
  [/[ÈÉÊËĒĖĘĚ]/g, 'E'],
  [/[ÌÍÎÏĪĮİ]/g, 'I'],
  [/[ŁĹĻĽ]/g, 'L'],
  [/[ÑŃŅŇ]/g, 'N'],
  [/[ÒÓÔÕŌŐ]/g, 'O'],
  [/[ŔŘ]/g, 'R'],
  [/[ŚŞŠȘ]/g, 'S'],
  [/[ŢŤȚ]/g, 'T'],
  [/[ÙÚÛŪŮŰŲ]/g, 'U'],
  [/[ÝŸ]/g, 'Y'],
  [/[ŹŻŽ]/g, 'Z'],
  [/[ĞĢ]/g, 'G'],
];

function wordsOf(name: string): string[] {
  let plain = plainText(name).toUpperCase();
  for (const [letters, written] of TRANSLITERATED) plain = plain.replace(letters, written);
  return plain
    .replace(/['’.]/g, '')
    .split(/[ ,·\-–]+/)
    .filter((word) => word !== '');
}

function isLatin(words: readonly string[]): boolean {
  return words.every((word) => /^[A-Z]+$/.test(word));
}

function sorted(words: readonly string[]): string {
  return words.slice().sort().join(' ');
}

/** As far as both tell it: a certificate may know only year or month. */
function compareBirth({ type, number }: IdDocument, told: string): HolderMatch {
  const known = /^\d{4}(-\d{2}){0,2}$/.exec(told) ? told.split('-').join('') : '';
  if (type !== 'resident-id' || known === '') return 'cannot-tell';
  return number.slice(6, 6 + known.length) === known ? 'matches' : 'differs';
}
