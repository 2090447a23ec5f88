/** RefusedAt: when it was, from a day and a time as people write it; the server takes the last seven days. */
import { DAY_MS, formatInstant, type Instant, instantOf, parseInstant } from '../../../core/index.ts';

/** Today first, as `2022-08-01`, in Beijing. */
export function lastDays(now: Instant): string[] {
  return Array.from({ length: 7 }, (_, ago) => formatInstant(instantOf(now - ago * DAY_MS)).slice(0, 10));
}

/** `07:45`, as the clock says it now. */
export const timeOf = (at: Instant) => formatInstant(at).slice(11, 16);

/** Chinese keyboards write a wide colon; and one digit is enough before nine. `undefined`: no time, or one that has not been yet. */
export function refusedAt(day: string, time: string, now: Instant): Instant | undefined {
  const [, hours = '', minutes = ''] = /^\s*([01]?\d|2[0-3])\s*[:：.]\s*([0-5]\d)\s*$/.exec(time) ?? [];
  const at = minutes === '' ? undefined : parseInstant(`${day}T${`0${hours}`.slice(-2)}:${minutes}:00+08:00`);
  return at === undefined || at > now ? undefined : at;
}
