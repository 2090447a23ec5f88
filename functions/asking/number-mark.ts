/** NumberMark: what stands in the tables for a number printed on a report or a tube; never the number itself. */
import type { Pepper } from '../effects/peppers.ts';

/** 48 bits: enough to tell the numbers of one person apart, too few to search for a number. */
const CHARACTERS = 8;

/** The same however a source writes it or a person types it: case, width and the spaces between groups do not count. */
export async function numberMark(number: string, pepper: Pepper): Promise<string> {
  return (await pepper('specimen', plainNumber(number))).slice(0, CHARACTERS);
}

export function plainNumber(number: string): string {
  return number.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}
