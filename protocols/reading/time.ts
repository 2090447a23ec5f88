/** A source's way of writing a time → Instant. Text without a zone is Beijing time. */
import { type Instant, instantOf, parseInstant } from '../../core/index.ts';

/** Every format a source file may name. None of a day alone: an hour would have to be guessed. */
export const TIME_FORMATS = [
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm',
  'yyyy-MM-ddTHH:mm:ss',
  'yyyy/MM/dd HH:mm:ss',
  'yyyy/MM/dd HH:mm',
  'yyyyMMddHHmmss',
  'yyyyMMddHHmm',
  'yyyyMMddTHHmmss',
  'epoch-ms',
  'epoch-s',
  'rfc3339',
] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

/** Nonsense (`--`, the 31st of April, month 0, zero since the epoch) is `undefined`; an odd year is core's to judge. */
export function parseTime(text: string, format: TimeFormat): Instant | undefined {
  return READERS[format](text);
}

/** In any of the formats a service writes; at most one of them reads a given text, so that their order decides nothing. */
export function parseTimes(text: string, formats: string | readonly string[]): Instant | undefined {
  if (typeof formats === 'string') return parseTime(text, formats as TimeFormat);
  for (const format of formats) {
    const instant = parseTime(text, format as TimeFormat);
    if (instant !== undefined) return instant;
  }
  return undefined;
}

type SixNumbers = [number, number, number, number, number, number];
const DIGIT = -1;
const ZERO = 48;

type Reader = (text: string) => Instant | undefined;

const READERS: Record<TimeFormat, Reader> = {
  ...(Object.fromEntries(TIME_FORMATS.map((format) => [format, readerOf(format)])) as Record<TimeFormat, Reader>),
  // Milliseconds have thirteen digits since 2001, seconds ten: neither is ever taken for the other.
  'epoch-ms': (text) => (/^\d{13}$/.test(text) ? instantOf(Number(text)) : undefined),
  'epoch-s': (text) => (/^\d{10}$/.test(text) ? instantOf(Number(text) * 1000) : undefined),
  rfc3339: readRfc3339,
};

/** By hand and not by regular expressions, because a reply holds dozens of times and a regular expression costs more than JSON.parse. */
function readerOf(format: string): Reader {
  const marks = Array.from(format, (letter) => (/[yMdHms]/.test(letter) ? DIGIT : letter.charCodeAt(0)));
  const [y, M, d, H, m, s] = ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'].map((part) => format.indexOf(part)) as SixNumbers;
  return (text) => {
    if (text.length !== marks.length && !endsInFraction(text, marks.length)) return undefined;
    for (let at = 0; at < marks.length; at += 1) {
      const code = text.charCodeAt(at);
      if (marks[at] === DIGIT ? code < ZERO || code > ZERO + 9 : code !== marks[at]) return undefined;
    }
    const year = two(text, y) * 100 + two(text, y + 2);
    return beijing(year, two(text, M), two(text, d), two(text, H), two(text, m), s < 0 ? 0 : two(text, s));
  };
}

const two = (text: string, at: number) => (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;

const readLocal = readerOf('yyyy-MM-ddTHH:mm:ss');

/** As core reads it, and faster where the zone is one of the two that sources write. */
function readRfc3339(text: string): Instant | undefined {
  const zone = text.endsWith('+08:00') ? 6 : text.endsWith('Z') ? 1 : 0;
  const hasMs = text.length === 23 + zone && text[19] === '.';
  if (zone === 0 || !(hasMs || text.length === 19 + zone)) return parseInstant(text);
  const local = readLocal(text.slice(0, 19));
  const ms = hasMs ? text.slice(20, 23) : '000';
  if (local === undefined || !/^\d{3}$/.test(ms)) return undefined;
  return instantOf(local + Number(ms) + (zone === 1 ? 8 * 3_600_000 : 0));
}

/** Java's Timestamp prints `.0` after the seconds. */
function endsInFraction(text: string, at: number): boolean {
  return text.length > at && /^\.\d{1,9}$/.test(text.slice(at));
}

const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/** `undefined` for a day or an hour that no calendar has. */
function beijing(...[year, month, day, hour, minute, second]: SixNumbers): Instant | undefined {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const inMonth = DAYS_BEFORE[month]! - DAYS_BEFORE[month - 1]! + (isLeap && month === 2 ? 1 : 0);
  if (day > inMonth) return undefined;
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  const days = past * 365 + leapDays + DAYS_BEFORE[month - 1]! + (isLeap && month > 2 ? 1 : 0) + day - 1;
  return instantOf((((days - DAYS_TO_1970) * 24 + hour - 8) * 60 + minute) * 60_000 + second * 1000);
}

const DAYS_TO_1970 = 719_162;
