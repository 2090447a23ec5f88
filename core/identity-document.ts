/** A document's number as typed: validated by the rules of its kind, in the one spelling that we keep, hash and ask with. */
import type { DocumentType, IdDocument } from './identity.ts';
import { withoutSpaces } from './plain-text.ts';

/** What can be wrong with a typed number; each has a remedy at the door. */
export const DOCUMENT_PROBLEMS = [
  'empty',
  'wrong-length',
  'wrong-characters', // something other than the letters and digits this kind has at this place
  'wrong-birth-date', // digits 7 to 14 of a resident's number are no day
  'wrong-check-digit', // GB 11643: at least one character was misread
] as const;
export type DocumentProblem = (typeof DOCUMENT_PROBLEMS)[number];

/** The lengths a number of this kind may have, and its form. */
const FORMS: Record<DocumentType, { lengths: readonly [number, number][]; form: RegExp }> = {
  'resident-id': { lengths: [[18, 18]], form: /^\d{17}[\dX]$/ },
  // Foreign passports have forms of their own: 5 to 20 letters and digits (China's are E, E and a letter, or G, with 7 or 8 digits).
  passport: { lengths: [[5, 20]], form: /^[A-Z\d]+$/ },
  // 9 for life; old cards add two digits that count the renewals.
  'hk-macao-permit': {
    lengths: [
      [9, 9],
      [11, 11],
    ],
    form: /^[HM]\d+$/,
  },
  'taiwan-permit': {
    lengths: [
      [8, 8],
      [10, 10],
    ],
    form: /^\d+$/,
  },
  'permanent-resident-id': { lengths: [[15, 15]], form: /^[A-Z]{3}\d{12}$/ },
};

/**
 * Full-width characters become ASCII, letters upper case, spaces vanish; a Hong Kong or Macao permit keeps the 9 characters that
 * stay for life. A Taiwan permit of 10 digits keeps all: nobody has published that its first 8 are those of the new card.
 */
export function normaliseDocument(
  type: DocumentType,
  typed: string,
): { document: IdDocument } | { problem: DocumentProblem } {
  const number = withoutSpaces(typed).toUpperCase();
  const { lengths, form } = FORMS[type];
  if (number === '') return { problem: 'empty' };
  if (!lengths.some(([least, most]) => number.length >= least && number.length <= most))
    return { problem: 'wrong-length' };
  if (!form.test(number)) return { problem: 'wrong-characters' };
  if (type === 'resident-id') {
    if (!isDay(+number.slice(6, 10), +number.slice(10, 12), +number.slice(12, 14)))
      return { problem: 'wrong-birth-date' };
    if (checkDigit(number) !== number[17]) return { problem: 'wrong-check-digit' };
  }
  return { document: { type, number: type === 'hk-macao-permit' ? number.slice(0, 9) : number } };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** The 18th character that GB 11643 gives to the first 17 digits. */
export function checkDigit(first17: string): string {
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += WEIGHTS[at]! * +first17[at]!;
  return CHECK_DIGITS[sum % 11]!;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1800 || month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]!) return false;
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month !== 2 || day < 29 || isLeapYear;
}
