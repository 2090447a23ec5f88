/** The check character of a resident identity number (GB 11643-1999, ISO 7064 MOD 11-2). */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The eighteenth character for seventeen digits. */
export function checkCharacter(seventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0);
  return '10X98765432'[sum % 11]!;
}

/** Eighteen characters of which the last is right; says nothing about the date or place in it. */
export function hasCheckCharacter(number: string): boolean {
  return /^\d{17}[\dX]$/.test(number) && checkCharacter(number) === number[17];
}
