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
