/** A person's name as typed, in the one spelling that we keep and ask with. */
import { plainText } from './plain-text.ts';

/** What can be wrong with a typed name; each has a remedy at the door. */
export const NAME_PROBLEMS = ['empty', 'too-long', 'wrong-characters'] as const;
export type NameProblem = (typeof NAME_PROBLEMS)[number];

/** Counted in characters as people count: a rare character (two UTF-16 units) is one. */
export const NAME_MAX_CHARACTERS = 50;

/** The middle dots people type and systems send; U+00B7 is the one we keep. */
export const MIDDLE_DOTS = '·•‧∙⋅・･●᛫﹒˙';
export const MIDDLE_DOT = '·';

/** Signs that names in Latin letters hold; no other ASCII but letters belongs in a name, masks and digits least of all. */
const ASCII_SIGNS = " '-.,";

/** Trims, makes inner spaces single and the middle dot one. Rare characters, private-use ones included, survive as typed. */
export function normaliseName(typed: string): { name: string } | { problem: NameProblem } {
  let name = '';
  let characters = 0;
  for (const character of plainText(typed)) {
    const one = MIDDLE_DOTS.indexOf(character) >= 0 ? MIDDLE_DOT : character;
    if (!mayStandInName(one)) return { problem: 'wrong-characters' };
    if (one === ' ' && (name === '' || name[name.length - 1] === ' ')) continue;
    name += one;
    characters++;
  }
  if (name[name.length - 1] === ' ') {
    name = name.slice(0, -1);
    characters--;
  }
  if (name === '') return { problem: 'empty' };
  return characters > NAME_MAX_CHARACTERS ? { problem: 'too-long' } : { name };
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
