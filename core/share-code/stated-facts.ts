/** What stands in a statement: each kind of fact, as narrow as we ever write it. */
import { isJurisdictionCode, type JurisdictionCode } from '../jurisdiction.ts';
import { plainText } from '../plain-text.ts';
import { SCENES, type Scene } from '../policy.ts';

const MOST_CHARACTERS = 40;

export function isVenueId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9]{8}$/.test(value);
}

/**
 * A name that is shown as it stands: one line of at most 40 characters, nothing that cannot be seen, no marks that turn the
 * direction of writing, no space at its ends.
 */
export function isWords(value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || value !== value.trim()) return false;
  // What cannot be seen is what making it plain leaves out.
  if (plainText(value).length !== value.length) return false;
  let characters = 0;
  for (const character of value) {
    if (isNoLetter(character)) return false;
    characters += 1;
  }
  return characters <= MOST_CHARACTERS;
}

/** Fillers that take a letter's place unseen: of Hangul, of Braille, the joiner of graphemes, and what once steered the shapes of digits. */
const FILLERS = '\u034f\u115f\u1160\u2800\u3164\uffa0\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f';

/** Control characters, line ends of every kind, half a character, what a wrong decoding leaves, and what is not to be seen. */
function isNoLetter(character: string): boolean {
  const code = character.charCodeAt(0);
  if (FILLERS.indexOf(character) >= 0 || (code >= 0xfff9 && code <= 0xfffb)) return true;
  // Tags (U+E0000 to U+E007F) spell a second text behind the first; what chooses the shape of a rare character stays.
  if (code === 0xdb40 && character.charCodeAt(1) < 0xdc80) return true;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true;
  if (code === 0x2028 || code === 0x2029 || code === 0xfffd) return true;
  return character.length === 1 && code >= 0xd800 && code <= 0xdfff;
}

export function isJurisdiction(value: unknown): value is JurisdictionCode {
  return typeof value === 'string' && isJurisdictionCode(value);
}

export function isScene(value: unknown): value is Scene {
  return SCENES.some((scene) => scene === value);
}

export function isCount(value: unknown, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}
