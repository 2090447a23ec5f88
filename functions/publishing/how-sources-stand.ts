/** How sources stand: what GET /sources tells anybody of each of them. Hosts, secrets, limits and contacts stay inside. */
import { formatInstant, HOUR_MS, type Instant, instantOf } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import { DURATIONS_MS, LATENESS_HOURS, medianOf } from '../asking/buckets.ts';
import { closedUntil } from '../asking/closed.ts';
import { type Hour, startOfHour } from '../effects/hours.ts';
import type { ControlItem } from '../effects/items.ts';

const HOURS_SHOWN = 24;
/** Fewer late results than this measure nothing. */
const LEAST_MEASURED = 20;

/** `hours`: of the last eight days. */
export function standingOf(
  source: SourceFile,
  isConnected: boolean,
  control: ControlItem,
  hours: readonly Hour[],
  now: Instant,
): object {
  const { id, names, channel, jurisdiction, evidence, network } = source;
  const since = startOfHour(now) - (HOURS_SHOWN - 1) * HOUR_MS;
  const lastDay = hours.filter(({ from }) => from >= since);
  const medianMs = medianOf(countsOf('d', DURATIONS_MS, lastDay), DURATIONS_MS);
  return {
    id,
    ...names,
    channel,
    jurisdiction,
    evidence,
    network,
    connected: isConnected,
    ...stateOf(source, control, now),
    medianSeconds: medianMs === undefined ? null : Math.round(medianMs / 10) / 100,
    usuallyLate: usuallyLate(source, hours),
    day: Array.from({ length: HOURS_SHOWN }, (_, at) => {
      const from = instantOf(since + at * HOUR_MS);
      const { n = 0, a = 0 } = lastDay.find((hour) => hour.from === from) ?? {};
      return { from: formatInstant(from), answered: n === 0 ? null : Math.round((a / n) * 1_000) / 1_000 };
    }),
  };
}

/** Hours after a report at which half of what a source had not shown before was there; `undefined`: too little was seen. */
export function measuredLateness(hours: readonly Hour[]): number | undefined {
  const median = medianOf(countsOf('l', LATENESS_HOURS, hours), LATENESS_HOURS, LEAST_MEASURED);
  return median === undefined ? undefined : Math.ceil(median * 2) / 2;
}

function usuallyLate(
  { usualLagHours }: SourceFile,
  hours: readonly Hour[],
): { hours: number; measured: boolean } | null {
  const measured = measuredLateness(hours);
  if (measured !== undefined) return { hours: measured, measured: true };
  return usualLagHours === undefined ? null : { hours: usualLagHours, measured: false };
}

function stateOf(source: SourceFile, control: ControlItem, now: Instant): object {
  const closed = closedUntil(source, control, now);
  // An operator who names no time leaves it open when the source will be back.
  const backAt = control.state === 'off' ? control.backAt : closed?.retryAt;
  const told = {
    ...(closed && backAt !== undefined && backAt > now && { backAt: formatInstant(instantOf(backAt)) }),
    ...(control.announcement && { announcement: control.announcement }),
  };
  if (control.held !== undefined) return { state: 'held', ...told };
  if (closed) return { state: 'closed', ...told };
  return { state: control.state === 'share' ? 'share' : 'open', ...told };
}

function countsOf(kind: 'd' | 'l', bounds: readonly number[], hours: readonly Hour[]): number[] {
  return Array.from({ length: bounds.length + 1 }, (_, at) =>
    hours.reduce((sum, hour) => sum + (hour[`${kind}${at}`] ?? 0), 0),
  );
}
