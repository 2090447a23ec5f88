/** Masking as the sources do it, each in its own way. Characters, not UTF-16 units: a rare character is one star. */

/** 张三 → 张*, 欧阳小明 → 欧**明 (Jiangsu). */
export function maskMiddle(name: string): string {
  const letters = [...name];
  if (letters.length <= 2) return `${letters[0]}*`;
  return `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`;
}

/** 王建华 → **华 (Anhui: only the last character stays). */
export function maskAllButLast(name: string): string {
  const letters = [...name];
  return `${'*'.repeat(letters.length - 1)}${letters.at(-1)}`;
}

/** Keeps the first and last characters of a number; what lies between becomes stars, one for each. */
export function maskNumber(number: string, head: number, tail: number): string {
  return `${number.slice(0, head)}${'*'.repeat(number.length - head - tail)}${number.slice(-tail)}`;
}
