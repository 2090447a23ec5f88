/** Whether a row is about the person asked for, told from the name and number it echoes, however masked. */
import type { IdDocument } from './identity.ts';
import { MIDDLE_DOTS } from './person-name.ts';
import { plainText, withoutSpaces } from './plain-text.ts';

/** `other`: what is shown disagrees, and the row is refused. `cannot-tell`: too little is shown to say either. */
export type SamePerson = 'same' | 'other' | 'cannot-tell';

/** Signs that hide a character, or stand for one that a source's encoding does not have. */
const MASKS = '*×○□■〓?\ufffd';
/** No name or number comes near it, masked or not. */
const LONGEST_ECHO = 200;
/** So many characters of a number must be seen to agree: what the sparsest mask observed shows (two first, two last). */
const ENOUGH_OF_NUMBER = 4;

/**
 * `asked` is normalised; `echoed` as the source wrote it: full-width, lower-case x, any middle dot or none, given name
 * before or after, masked in any of the ways seen (陈*印, **华, 张*, 3+11*+4, 4+10*+4, 2+14*+2, stars alone). A rare character
 * may come back as itself, as another encoding's, as a question mark or not at all.
 *
 * `same` needs the whole name, or four characters of the number; a family name alone is shared by millions.
 */
export function namesSamePerson(
  asked: { name: string; document: IdDocument },
  echoed: { name?: string | undefined; number?: string | undefined },
): SamePerson {
  const { name: toldName = '', number: toldNumber = '' } = echoed;
  if (toldName.length > LONGEST_ECHO || toldNumber.length > LONGEST_ECHO) return 'other';
  const name = compareName(asked.name, toldName);
  const number = compareNumber(asked.document, toldNumber);
  if (name === 'differs' || number === 'differs') return 'other';
  return name === 'equal' || number === 'equal' ? 'same' : 'cannot-tell';
}

/** `fits`: nothing shown disagrees, but too little is shown. */
type Comparison = 'equal' | 'fits' | 'differs';

function compareName(asked: string, echoed: string): Comparison {
  const words = wordsOf(asked);
  const shown = wordsOf(echoed).join('');
  if (shown === '') return 'fits';
  let best: Comparison = 'differs';
  // Family name first or last: JANE MARY DOE may come back as DOE JANE MARY.
  for (let turn = 0; turn < words.length; turn++) {
    const name = words.slice(turn).concat(words.slice(0, turn)).join('');
    if (name === shown) return 'equal';
    if (agreesInPlace(name, shown) !== undefined || fits(patternOf(name), patternOf(shown))) best = 'fits';
  }
  return best;
}

function compareNumber({ type, number }: IdDocument, echoed: string): Comparison {
  const shown = withoutSpaces(echoed).toUpperCase();
  if (shown === '') return 'fits';
  // Old permits echo two more digits that count renewals.
  const isPermit = type === 'hk-macao-permit' || type === 'taiwan-permit';
  if (shown === number || (isPermit && shown.length === number.length + 2 && shown.slice(0, -2) === number))
    return 'equal';
  const agreeing = agreesInPlace(number, shown);
  if (agreeing !== undefined) return agreeing >= ENOUGH_OF_NUMBER ? 'equal' : 'fits';
  const pattern = patternOf(shown, false);
  if (!fits(Array.from(number), pattern)) return 'differs';
  return pattern.filter((each) => each !== ONE && each !== ANY).length >= ENOUGH_OF_NUMBER ? 'equal' : 'fits';
}

const NOT_COMPARED = `${MIDDLE_DOTS}.-'’`;

/** Upper case, without dots, hyphens and apostrophes, which systems drop. */
function wordsOf(name: string): string[] {
  let plain = '';
  for (const character of plainText(name)) {
    if (character === ',') plain += ' ';
    else if (NOT_COMPARED.indexOf(character) < 0) plain += character;
  }
  return plain.toUpperCase().split(' ').filter(Boolean);
}

/** In a pattern: exactly one character, and any number of them. */
const ONE = 'one';
const ANY = 'any';

/** A run of masks hides at least one character and perhaps more than it has stars; a rare character may be anything or missing. */
function patternOf(text: string, hasRare = true): string[] {
  const pattern: string[] = [];
  for (const character of text) {
    const last = pattern[pattern.length - 1];
    if (MASKS.indexOf(character) >= 0) {
      if (last !== ANY) pattern.push(ONE, ANY);
    } else if (hasRare && isRare(character)) {
      if (last !== ANY) pattern.push(ANY);
    } else pattern.push(character);
  }
  return pattern;
}

/** Outside what GBK and the older systems hold: beyond the basic plane, private use, extension A, compatibility ideographs. */
function isRare(character: string): boolean {
  const code = character.charCodeAt(0);
  return character.length > 1 || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0xe000 && code <= 0xfaff);
}

/**
 * Most masks hide one character each: then no table is needed. How many characters agree where all that is shown does;
 * `undefined` says nothing yet, for stars may hide more or fewer than they are.
 */
function agreesInPlace(asked: string, shown: string): number | undefined {
  if (shown.length !== asked.length) return undefined;
  let agreeing = 0;
  for (let at = 0; at < shown.length; at++) {
    if (shown[at] === asked[at]) agreeing += 1;
    else if (MASKS.indexOf(shown[at]!) < 0) return undefined;
  }
  return agreeing;
}

/** Whether some text matches both patterns. Works backwards through a table of |a| × |b|. */
function fits(a: readonly string[], b: readonly string[]): boolean {
  let below: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = [];
    for (let j = b.length; j >= 0; j--) {
      if (i === a.length && j === b.length) row[j] = true;
      else if (a[i] === ANY) row[j] = below[j]! || (j < b.length && row[j + 1]!);
      else if (b[j] === ANY) row[j] = row[j + 1]! || (i < a.length && below[j]!);
      else row[j] = i < a.length && j < b.length && (a[i] === ONE || b[j] === ONE || a[i] === b[j]) && below[j + 1]!;
    }
    below = row;
  }
  return below[0]!;
}
