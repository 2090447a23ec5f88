/** The QR codes of a SMART Health Card: `shc:/` and pairs of digits, in one code or in several numbered ones. */

export const SMART_PREFIX = 'shc:/';
/** Nobody scans more, and the framework has long given up cards of several codes. */
const MOST_CODES = 12;
/** A pair of digits is a character's code less this: that of `-`, the first that a JWS can hold. */
const FIRST_CHARACTER = 45;

export type NumericCodes =
  | { kind: 'whole'; text: string }
  | { kind: 'unreadable' }
  /** Codes that are not there, counted from 1. */
  | { kind: 'incomplete'; missing: number[] };

/** Codes one after another, with spaces or line ends between them, in any order; the same code twice does not matter. */
export function joinNumericCodes(text: string): NumericCodes {
  const unreadable: NumericCodes = { kind: 'unreadable' };
  const codes = text.split(/\s+/).filter((each) => each !== '');
  const parts: string[] = [];
  let total = 0;
  for (const code of codes) {
    const found = /^shc:\/(?:(\d{1,2})\/(\d{1,2})\/)?((?:\d\d)+)$/i.exec(code);
    if (!found) return unreadable;
    const [at, of] = found[1] === undefined ? [1, 1] : [+found[1], +found[2]!];
    if (at < 1 || at > of || of > MOST_CODES || (total !== 0 && of !== total)) return unreadable;
    total = of;
    const other = parts[at - 1];
    if (other !== undefined && other !== found[3]) return unreadable;
    parts[at - 1] = found[3]!;
  }
  const missing: number[] = [];
  for (let at = 1; at <= total; at++) if (parts[at - 1] === undefined) missing.push(at);
  if (missing.length > 0) return { kind: 'incomplete', missing };
  const digits = parts.join('');
  let whole = '';
  for (let at = 0; at < digits.length; at += 2) {
    whole += String.fromCharCode(+digits.slice(at, at + 2) + FIRST_CHARACTER);
  }
  return { kind: 'whole', text: whole };
}
