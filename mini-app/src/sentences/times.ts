/** Times as people are told them: Beijing time with its date, the near days by name, and what is left. */
import { DAY_MS, formatInstant, HOUR_MS, type Instant, MINUTE_MS, startOfBeijingDay } from '../../../core/index.ts';
import type { DateParts, Duration, NearDay, Words } from '../words/words.ts';

/** Below this the minutes are told beside the hours. */
const MINUTES_MATTER_MS = 3 * HOUR_MS;
/** From this on days are told. */
const DAYS_MATTER_MS = 72 * HOUR_MS;

export function dateParts(at: Instant, now: Instant): DateParts {
  const text = formatInstant(at);
  const year = text.slice(0, 4);
  return {
    year: Number(year),
    month: Number(text.slice(5, 7)),
    day: Number(text.slice(8, 10)),
    clock: text.slice(11, 16),
    thisYear: year === formatInstant(now).slice(0, 4),
  };
}

/** `8月2日 14:05`, with the year when it is not this one. */
export function dateTime(at: Instant, now: Instant, words: Words): string {
  return words.dateTime(dateParts(at, now));
}

/** `14:05` today, else with its date. For small print, where the day is plain. */
export function shortTime(at: Instant, now: Instant, words: Words): string {
  return nearDay(at, now) === 'today' ? dateParts(at, now).clock : dateTime(at, now, words);
}

export function nearDay(at: Instant, now: Instant): NearDay | undefined {
  const days = (startOfBeijingDay(at) - startOfBeijingDay(now)) / DAY_MS;
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : days === -1 ? 'yesterday' : undefined;
}

/** What is left until `until`, always rounded down: nobody is promised a minute that is not there. */
export function remaining(until: Instant, now: Instant): Duration {
  const left = until - now;
  if (left < MINUTE_MS) return { unit: 'moment' };
  if (left >= DAYS_MATTER_MS) return { unit: 'days', count: Math.floor(left / DAY_MS) };
  if (left < HOUR_MS) return { unit: 'minutes', count: Math.floor(left / MINUTE_MS) };
  const hours = Math.floor(left / HOUR_MS);
  if (left >= MINUTES_MATTER_MS) return { unit: 'hours', count: hours };
  return { unit: 'hours', count: hours, minutes: Math.floor((left - hours * HOUR_MS) / MINUTE_MS) };
}

/** How long to wait, always rounded up: nobody is told to come back too early. */
export function waiting(ms: number): Duration {
  if (ms <= HOUR_MS) return { unit: 'minutes', count: Math.ceil(ms / MINUTE_MS) };
  if (ms < DAYS_MATTER_MS) return { unit: 'hours', count: Math.ceil(ms / HOUR_MS) };
  return { unit: 'days', count: Math.ceil(ms / DAY_MS) };
}
