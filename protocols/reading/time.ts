/** A source's way of writing a time → Instant. Text without a zone is Beijing time. */
import { type Instant, instantOf, parseInstant } from '../../core/index.ts';

/** Every format a source file may name. */
export const TIME_FORMATS = [
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm',
  'yyyy/MM/dd HH:mm:ss',
  'yyyyMMddHHmmss',
  'yyyyMMddTHHmmss',
  'epoch-ms',
  'epoch-s',
  'rfc3339',
] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

/** Nonsense (`--`, the 31st of April, month 0, zero since the epoch) is `undefined`; an odd year is core's to judge. */
export function parseTime(text: string, format: TimeFormat): Instant | undefined {
  if (format === 'rfc3339') return parseInstant(text);
  if (format === 'epoch-ms' || format === 'epoch-s') return sinceEpoch(text, format === 'epoch-s' ? 1000 : 1);
  const found = PATTERNS[format].exec(text);
  if (!found?.groups) return undefined;
  const { y, M, d, H, m, s = '00' } = found.groups;
  const instant = parseInstant(`${y}-${M}-${d}T${H}:${m}:${s}+08:00`);
  // Date.parse takes 31 April for 1 May and 24:00 for the next day.
  const same = instant !== undefined && new Date(instant + 8 * 3_600_000).getUTCDate() === Number(d);
  return same ? instant : undefined;
}

type TextFormat = Exclude<TimeFormat, 'epoch-ms' | 'epoch-s' | 'rfc3339'>;
const PARTS: Record<string, string> = { yyyy: '(?<y>\\d{4})', MM: '(?<M>\\d{2})', dd: '(?<d>\\d{2})' };
Object.assign(PARTS, { HH: '(?<H>\\d{2})', mm: '(?<m>\\d{2})', ss: '(?<s>\\d{2})' });

const PATTERNS = Object.fromEntries(
  TIME_FORMATS.slice(0, 5).map((format) => {
    const pattern = format.replace(/yyyy|MM|dd|HH|mm|ss/g, (part) => PARTS[part]!);
    // Java's Timestamp prints `.0` after the seconds.
    return [format, new RegExp(`^${pattern}(?:\\.\\d{1,9})?$`)];
  }),
) as Record<TextFormat, RegExp>;

function sinceEpoch(text: string, unit: number): Instant | undefined {
  if (!/^\d{1,14}$/.test(text) || Number(text) === 0) return undefined;
  const epochMs = Number(text) * unit;
  return Number.isNaN(new Date(epochMs).getTime()) ? undefined : instantOf(epochMs);
}
