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
  if (format === 'rfc3339') return parseInstant(text);
  // Milliseconds have thirteen digits since 2001, seconds ten: neither is ever taken for the other.
  if (format === 'epoch-ms') return /^\d{13}$/.test(text) ? instantOf(Number(text)) : undefined;
  if (format === 'epoch-s') return /^\d{10}$/.test(text) ? instantOf(Number(text) * 1000) : undefined;
  const found = PATTERNS[format].exec(text);
  if (!found?.groups) return undefined;
  const { y, M, d, H, m, s = '00' } = found.groups;
  return parseInstant(`${y}-${M}-${d}T${H}:${m}:${s}+08:00`);
}

/** In any of the formats a service writes; at most one of them reads a given text, so that their order decides nothing. */
export function parseTimes(text: string, formats: string | readonly string[]): Instant | undefined {
  for (const format of typeof formats === 'string' ? [formats] : formats) {
    const instant = parseTime(text, format as TimeFormat);
    if (instant !== undefined) return instant;
  }
  return undefined;
}

type TextFormat = Exclude<TimeFormat, 'epoch-ms' | 'epoch-s' | 'rfc3339'>;
const PARTS: Record<string, string> = { yyyy: '(?<y>\\d{4})', MM: '(?<M>\\d{2})', dd: '(?<d>\\d{2})' };
Object.assign(PARTS, { HH: '(?<H>\\d{2})', mm: '(?<m>\\d{2})', ss: '(?<s>\\d{2})' });

const PATTERNS = Object.fromEntries(
  TIME_FORMATS.slice(0, -3).map((format) => {
    const pattern = format.replace(/yyyy|MM|dd|HH|mm|ss/g, (part) => PARTS[part]!);
    // Java's Timestamp prints `.0` after the seconds.
    return [format, new RegExp(`^${pattern}(?:\\.\\d{1,9})?$`)];
  }),
) as Record<TextFormat, RegExp>;
