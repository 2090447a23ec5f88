/** PaperNumber: the number on a paper as people type it: full-width, in groups, as the server takes it. */
import { withoutSpaces } from '../../../core/index.ts';

export type PaperNumber = { number: string } | { problem: 'missing' | 'too-long' | 'wrong-characters' };

const [SHORTEST, LONGEST] = [4, 64];

export function readPaperNumber(typed: string): PaperNumber {
  const number = withoutSpaces(typed);
  if (number.length < SHORTEST) return { problem: 'missing' };
  if (number.length > LONGEST) return { problem: 'too-long' };
  return /^[\w./-]+$/.test(number) ? { number } : { problem: 'wrong-characters' };
}
