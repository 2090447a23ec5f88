/** A person's name as typed, in the one spelling that we keep and ask with. */
import { plainText } from './plain-text.ts';

/** What can be wrong with a typed name; each has a remedy at the door. */
export const NAME_PROBLEMS = ['empty', 'too-long', 'wrong-characters'] as const;
export type NameProblem = (typeof NAME_PROBLEMS)[number];

/** Counted as people count: a rare character (two UTF-16 units) is one, and what stands between letters is none. */
export const NAME_MAX_LETTERS = 50;
/** With what stands between them. */
const NAME_MAX_CHARACTERS = 2 * NAME_MAX_LETTERS;
/** UTF-16 units that whoever takes a typed name has room for. */
export const NAME_MAX_TYPED = 200;

/** The middle dots people type and systems send; U+00B7 is the one we keep. */
export const MIDDLE_DOTS = '·•‧∙⋅・･●᛫﹒˙';
export const MIDDLE_DOT = '·';

/** Signs that names in Latin letters hold; no other ASCII but letters belongs in a name, masks and digits least of all. */
const ASCII_SIGNS = " '-.,";
/** Accents that some keyboards send after their letter. */
const ACCENTS = { first: 0x300, last: 0x36f };

/** Trims, makes inner spaces single and the middle dot one. Rare characters, private-use ones included, survive as typed. */
export function normaliseName(typed: string): { name: string } | { problem: NameProblem } {
  let name = '';
  let letters = 0;
  let characters = 0;
  for (const character of plainText(typed)) {
    const one = MIDDLE_DOTS.indexOf(character) >= 0 ? MIDDLE_DOT : character;
    if (!mayStandInName(one)) return { problem: 'wrong-characters' };
    if (one === ' ' && (name === '' || name[name.length - 1] === ' ')) continue;
    name += one;
    characters++;
    if (isLetter(one)) letters++;
  }
  if (name[name.length - 1] === ' ') {
    name = name.slice(0, -1);
    characters--;
  }
  if (letters > NAME_MAX_LETTERS || characters > NAME_MAX_CHARACTERS) return { problem: 'too-long' };
  return letters === 0 ? { problem: 'empty' } : { name };
}

/** Of those that may stand in a name. */
function isLetter(character: string): boolean {
  if (character === MIDDLE_DOT || ASCII_SIGNS.indexOf(character) >= 0) return false;
  const code = character.charCodeAt(0);
  return code < ACCENTS.first || code > ACCENTS.last;
}

function mayStandInName(character: string): boolean {
  const code = character.charCodeAt(0);
  if (code < 0x80) return isLatinLetter(code) || ASCII_SIGNS.indexOf(character) >= 0;
  if (code < 0xa0 || code === 0xfffd) return false; // control characters, and what a wrong decoding leaves
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return !isSurrogate || character.length === 2; // half a character cannot be written as UTF-8
}

function isLatinLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
