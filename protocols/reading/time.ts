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
export type TimeReader = (text: string) => Instant | undefined;

/** Reads any of the formats a service writes; at most one of them reads a given text, so that their order decides nothing. */
export function timeReaderOf(formats: string | readonly string[]): TimeReader {
  const [reader, ...others] = [formats].flat().map((format) => READERS[format as TimeFormat]);
  if (others.length === 0) return reader!;
  return (text) => {
    let instant = reader!(text);
    for (let at = 0; instant === undefined && at < others.length; at += 1) instant = others[at]!(text);
    return instant;
  };
}

const READERS: Record<TimeFormat, TimeReader> = {
  ...(Object.fromEntries(TIME_FORMATS.map((format) => [format, localReader(format)])) as Record<
    TimeFormat,
    TimeReader
  >),
  // Milliseconds have thirteen digits since 2001, seconds ten: neither is ever taken for the other.
  'epoch-ms': (text) => (/^\d{13}$/.test(text) ? instantOf(Number(text)) : undefined),
  'epoch-s': (text) => (/^\d{10}$/.test(text) ? instantOf(Number(text) * 1000) : undefined),
  rfc3339: readRfc3339,
};

/** Java's Timestamp prints `.0` after the seconds. */
function localReader(format: string): TimeReader {
  const read = startReader(format);
  return (text) =>
    text.length === format.length || /^\.\d{1,9}$/.test(text.slice(format.length)) ? read(text) : undefined;
}

/**
 * Reads what a text starts with. By hand and not by regular expressions, because a reply holds dozens of times and a regular
 * expression costs more than JSON.parse.
 */
function startReader(format: string): TimeReader {
  const [y, M, d, H, m, s] = ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'].map((part) => format.indexOf(part)) as SixNumbers;
  const marks = Array.from(format, (_mark, at) => at).filter((at) => !/[yMdHms]/.test(format[at]!));
  const codes = marks.map((at) => format.charCodeAt(at));
  return (text) => {
    for (let at = 0; at < marks.length; at += 1) if (text.charCodeAt(marks[at]!) !== codes[at]) return undefined;
    const year = two(text, y) * 100 + two(text, y + 2);
    return beijing(year, two(text, M), two(text, d), two(text, H), two(text, m), s < 0 ? 0 : two(text, s));
  };
}

type SixNumbers = [number, number, number, number, number, number];

/** The number of two digits there; NaN where one of them is none. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

const ZERO = 48;

const readLocal = startReader('yyyy-MM-ddTHH:mm:ss');
const SECONDS_END = 19;

/** As core reads it, and faster where the zone is one of the two that sources write. */
function readRfc3339(text: string): Instant | undefined {
  const zone = text.endsWith('+08:00') ? 6 : text.endsWith('Z') ? 1 : 0;
  const hasMs = text.length === SECONDS_END + 4 + zone && text[SECONDS_END] === '.';
  if (zone === 0 || !(hasMs || text.length === SECONDS_END + zone)) return parseInstant(text);
  const local = readLocal(text);
  const ms = hasMs ? two(text, SECONDS_END + 1) * 10 + (two(text, SECONDS_END + 2) % 10) : 0;
  if (local === undefined || Number.isNaN(ms)) return undefined;
  return instantOf(local + ms + (zone === 1 ? 8 * 3_600_000 : 0));
}

const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/** `undefined` for a day or an hour that no calendar has, and for what is no number. */
function beijing(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): Instant | undefined {
  const isClock = year >= 0 && hour <= 23 && minute <= 59 && second <= 59;
  if (!(isClock && month >= 1 && month <= 12 && day >= 1)) return undefined;
  const leapDay = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  if (day > DAYS_BEFORE[month]! - DAYS_BEFORE[month - 1]! + (month === 2 ? leapDay : 0)) return undefined;
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) + (month > 2 ? leapDay : 0);
  const days = past * 365 + leapDays + DAYS_BEFORE[month - 1]! + day - 1;
  return instantOf((((days - DAYS_TO_1970) * 24 + hour - 8) * 60 + minute) * 60_000 + second * 1000);
}

const DAYS_TO_1970 = 719_162;
