/** Rules for what a source bears: pace, shares of the limit, quota of the day, hours in which it is closed. */
import type { SourceFile } from '../../protocols/source-file.ts';
import { pointer, type Rule } from './problem.ts';

const DAY_MINUTES = 1440;
const HOUR_SECONDS = 3600;

export const limitRules: Rule<SourceFile>[] = [
  function* answersWithinItsDeadline({ limits: { p90Seconds = 0, deadlineMs } }) {
    if (p90Seconds * 1000 > deadlineMs)
      yield {
        field: '/limits/p90Seconds',
        remedy: `is later than the deadline of ${deadlineMs / 1000} s; set deadlineMs above it`,
      };
  },
  function* canKeepPace({ limits: { requestsPerSecond, concurrency, p90Seconds = 0 } }) {
    const least = Math.ceil(rounded(requestsPerSecond * p90Seconds));
    if (concurrency >= least) return;
    yield {
      field: '/limits/concurrency',
      remedy:
        concurrency === 1
          ? `one call after the other reaches ${rounded(1 / p90Seconds)} a second when answers take ${p90Seconds} s; lower requestsPerSecond to that, or set at least ${least}`
          : `${concurrency} calls at once cannot reach ${requestsPerSecond} a second when answers take ${p90Seconds} s; set at least ${least}, or lower requestsPerSecond`,
    };
  },
  function* sharesWhatIsAsked({ limits: { shares }, checks }) {
    const field = '/limits/shares/checks';
    const offered = Object.keys(checks ?? {}).length > 0;
    if (offered && shares.checks === 0)
      yield { field, remedy: 'it offers checks; keep a part of the limit for them, such as 0.2' };
    if (!offered && shares.checks > 0) yield { field, remedy: 'it offers no checks; set 0' };
  },
  function* leavesSomethingForResults({ limits: { shares } }) {
    const kept = rounded(Object.values(shares).reduce((sum, share) => sum + share, 0));
    if (kept >= 1)
      yield { field: '/limits/shares', remedy: `together they keep ${kept} of the limit; leave something for results` };
  },
  function* lastsUntilEvening({ limits: { requestsPerSecond, dailyQuota } }) {
    const field = '/limits/dailyQuota';
    if (dailyQuota === undefined) return;
    if (dailyQuota < requestsPerSecond * HOUR_SECONDS)
      yield {
        field,
        remedy: `is used up within an hour at ${requestsPerSecond} a second; lower requestsPerSecond to ${rounded(dailyQuota / HOUR_SECONDS)} or ask its people for more`,
      };
    if (dailyQuota > requestsPerSecond * 24 * HOUR_SECONDS)
      yield { field, remedy: `is never reached at ${requestsPerSecond} a second; correct one of the two or remove it` };
  },
  function* opensAgain({ limits: { maintenance = [] } }) {
    const closed = new Set<number>();
    for (const [at, window] of maintenance.entries()) {
      const field = pointer('limits', 'maintenance', at);
      const minutes = minutesOf(window);
      if (minutes.length === 0)
        yield { field, remedy: 'ends when it begins, which closes it never or always; give two different times' };
      if (minutes.some((minute) => closed.has(minute)))
        yield { field, remedy: 'overlaps an earlier window; make one of the two' };
      for (const minute of minutes) closed.add(minute);
    }
    if (closed.size === DAY_MINUTES)
      yield {
        field: '/limits/maintenance',
        remedy: 'closes it all day; a source that is off is not connected, or switched off by an operator',
      };
  },
];

/** Minutes of the day from the first up to the second, over midnight where the second is earlier. */
function minutesOf({ from, to }: { from: string; to: string }): number[] {
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  const length = (end - begin + DAY_MINUTES) % DAY_MINUTES;
  return Array.from({ length }, (_, passed) => (begin + passed) % DAY_MINUTES);
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** 0.1 + 0.2 is no reason to refuse a file. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
