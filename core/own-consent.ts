/** Own consent: from 14 years on, a person's health data are theirs to agree to; for younger children their guardians do (PIPL 31). */
import type { IdDocument } from './identity.ts';
import { formatInstant, type Instant } from './instant.ts';

const FROM_YEARS = 14;

/**
 * From the fourteenth birthday itself, Beijing's day. Whoever's number tells no birth date may be anybody, and so agrees
 * themself: only a resident's number tells one, in digits 7 to 14.
 */
export function agreesThemself({ type, number }: IdDocument, now: Instant): boolean {
  if (type !== 'resident-id') return true;
  const today = formatInstant(now).slice(0, 10).split('-').join('');
  return Number(today) - Number(number.slice(6, 14)) >= FROM_YEARS * 10_000;
}
