/** Masking: as much of a name or number as a person needs to recognise their own, and no more. */

/** Stars never tell how long what they hide is beyond this, and a long name takes no more room than a short one. */
const MOST_STARS = 3;

/** 张三丰 → 张*丰, 张三 → 张*, 丰 → *. Counts characters, so a rare one is never cut in two. Long names show three stars. */
export function maskName(name: string): string {
  const characters = Array.from(name);
  const first = characters[0];
  if (first === undefined) return '';
  if (characters.length === 1) return '*';
  if (characters.length === 2) return `${first}*`;
  return first + '*'.repeat(Math.min(characters.length - 2, MOST_STARS)) + characters[characters.length - 1];
}

/** What staff compare with the document in hand. */
export function lastFour(number: string): string {
  return number.slice(-4);
}
