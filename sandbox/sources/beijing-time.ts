/** Beijing time in the forms that sources write it: wall-clock text that does not name its zone; nothing for no time. */
import { DAY_MS, formatInstant, type Instant, startOfBeijingDay } from '../../core/index.ts';

/** `2022-08-01 07:45:00` */
export function spacedTime(at: Instant | undefined): string | null {
  return at === undefined ? null : formatInstant(at).slice(0, 19).replace('T', ' ');
}

/** `20220801074500` */
export function compactTime(at: Instant | undefined): string | null {
  return spacedTime(at)?.replace(/\D/g, '') ?? null;
}

/** `2022-08-01 07:45` */
export function minuteTime(at: Instant | undefined): string | null {
  return spacedTime(at)?.slice(0, 16) ?? null;
}

/** `2022/08/01 07:45:00` */
export function slashTime(at: Instant | undefined): string | null {
  return spacedTime(at)?.replaceAll('-', '/') ?? null;
}

/** `20220801T074500` */
export function compactTTime(at: Instant | undefined): string | null {
  return compactTime(at)?.replace(/^.{8}/, '$&T') ?? null;
}

/** RFC 3339 with Beijing's offset. */
export function offsetTime(at: Instant | undefined): string | null {
  return at === undefined ? null : formatInstant(at);
}

/** RFC 3339 in UTC, with milliseconds: `2022-07-31T23:45:00.000Z` */
export function utcTime(at: Instant | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

/** Whether the wall clock stands between the two, `HH:mm`, the first included; it may pass midnight. */
export function isWithin(at: Instant, { from, to }: { from: string; to: string }): boolean {
  const minute = Math.floor(((at - startOfBeijingDay(at)) % DAY_MS) / 60_000);
  const [first, last] = [minutesOf(from), minutesOf(to)];
  return first <= last ? minute >= first && minute < last : minute >= first || minute < last;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}
