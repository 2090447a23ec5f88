/** Instants and Beijing time: every time in Huren is one of these; China has one zone, +08:00, without summer time. */

/** A moment, as milliseconds since 1970-01-01T00:00:00Z. Written outside as RFC 3339 with +08:00. */
export type Instant = number & { readonly __instant: unique symbol };

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const BEIJING_OFFSET_MS = 8 * HOUR_MS;

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)?(Z|[+-]\d{2}:\d{2})$/;

/** Takes milliseconds since the epoch; the only way to make an Instant from a number. */
export function instantOf(epochMs: number): Instant {
  return epochMs as Instant;
}

/** Reads RFC 3339 with an explicit offset. Anything else, a bare date or a time without zone included, is `undefined`. */
export function parseInstant(text: string): Instant | undefined {
  if (!RFC3339.test(text)) return undefined;
  const epochMs = Date.parse(text);
  return Number.isNaN(epochMs) ? undefined : instantOf(epochMs);
}

/** Writes an Instant as Beijing time with offset, whole seconds: `2022-08-01T07:45:00+08:00`. */
export function formatInstant(at: Instant): string {
  return `${new Date(at + BEIJING_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** The first moment of the Beijing calendar day that holds `at`. */
export function startOfBeijingDay(at: Instant): Instant {
  return instantOf(Math.floor((at + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS - BEIJING_OFFSET_MS);
}

/** `at` moved by a number of hours, which may be a fraction or negative. */
export function plusHours(at: Instant, hours: number): Instant {
  return instantOf(at + hours * HOUR_MS);
}
