/** Maintenance: the windows of a Beijing day in which a source is not asked. */
import { DAY_MS, HOUR_MS, type Instant, instantOf, startOfBeijingDay } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';

/** When the window that holds `now` ends; `undefined` outside all of them. A window that another one continues ends with it. */
export function maintenanceEnd(source: SourceFile, now: Instant): Instant | undefined {
  const windows = source.limits.maintenance ?? [];
  let end: Instant | undefined;
  // Each of them can move the end on once.
  for (const _ of windows) {
    const at = end ?? now;
    const next = windows.map((window) => endOf(window, at)).find((each) => each !== undefined);
    if (next === undefined) break;
    end = next;
  }
  return end;
}

/** The first moment after a window is outside it; one whose `to` is not later than its `from` passes midnight. */
function endOf({ from, to }: { from: string; to: string }, at: Instant): Instant | undefined {
  const midnight = startOfBeijingDay(at);
  const [since, begins, ends] = [at - midnight, sinceMidnight(from), sinceMidnight(to)];
  if (begins < ends) return since >= begins && since < ends ? instantOf(midnight + ends) : undefined;
  if (since >= begins) return instantOf(midnight + DAY_MS + ends);
  return since < ends ? instantOf(midnight + ends) : undefined;
}

function sinceMidnight(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * HOUR_MS + minutes * 60_000;
}
