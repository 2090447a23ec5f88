/** Compares a given signature, token or password with the expected one without telling how much of it was right. */
import { createHash, timingSafeEqual } from 'node:crypto';

export function sameText(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(expected));
}
