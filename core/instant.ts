/** Instants and Beijing time: every time in Huren is one of these; China has one zone, +08:00, without summer time. */

/** A moment, as milliseconds since 1970-01-01T00:00:00Z. Written outside as RFC 3339 with +08:00. */
export type Instant = number & { readonly __instant: unique symbol };

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const BEIJING_OFFSET_MS = 8 * HOUR_MS;

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)?(Z|[+-]\d{2}:\d{2})$/;
/** The first and last second that can be written with a year of four digits, Beijing time. */
const FIRST_WRITTEN_MS = -62_167_219_200_000 - BEIJING_OFFSET_MS;
const LAST_WRITTEN_MS = 253_402_300_799_000 - BEIJING_OFFSET_MS;

/** Takes milliseconds since the epoch; the only way to make an Instant from a number. */
export function instantOf(epochMs: number): Instant {
  return epochMs as Instant;
}

/**
 * Reads RFC 3339 with an explicit offset. Anything else, a bare date, a time without zone or 30 February included, is
 * `undefined`. Not by Date.parse: engines of phones roll impossible days over or read them differently.
 */
export function parseInstant(text: string): Instant | undefined {
  const parts = RFC3339.exec(text);
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as number[];
  const milliseconds = Number((parts[7] ?? '').concat('000').slice(0, 3));
  const local = new Date(0);
  local.setUTCFullYear(year!, month! - 1, day!); // Date.UTC takes the years 0 to 99 for 1900 to 1999
  local.setUTCHours(hour!, minute!, second!, milliseconds);
  if (local.getUTCMonth() !== month! - 1 || local.getUTCDate() !== day || hour! > 23 || minute! > 59) return undefined;
  const offset = offsetOf(parts[8]!);
  return offset === undefined || second! > 59 ? undefined : instantOf(local.getTime() - offset);
}

/** `Z`, `+08:00`, `-05:30` → milliseconds. */
function offsetOf(text: string): number | undefined {
  if (text === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4))];
  if (hours > 23 || minutes > 59) return undefined;
  return (text[0] === '-' ? -1 : 1) * (hours * HOUR_MS + minutes * 60_000);
}

/** Writes an Instant as Beijing time with offset, whole seconds: `2022-08-01T07:45:00+08:00`. Beyond the years 0 to 9999, the nearest that can be written. */
export function formatInstant(at: Instant): string {
  const local = new Date(Math.min(Math.max(at, FIRST_WRITTEN_MS), LAST_WRITTEN_MS) + BEIJING_OFFSET_MS);
  // Field by field, for an answer writes a hundred of them: toISOString takes four times as long.
  const date = `${four(local.getUTCFullYear())}-${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`;
  return `${date}T${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}+08:00`;
}

const two = (number: number) => (number < 10 ? `0${number}` : `${number}`);
const four = (number: number) => (number < 1000 ? `000${number}`.slice(-4) : `${number}`);

/** The first moment of the Beijing calendar day that holds `at`. */
export function startOfBeijingDay(at: Instant): Instant {
  return instantOf(Math.floor((at + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS - BEIJING_OFFSET_MS);
}

/** `at` moved by a number of hours, which may be a fraction or negative. */
export function plusHours(at: Instant, hours: number): Instant {
  return instantOf(at + hours * HOUR_MS);
}
