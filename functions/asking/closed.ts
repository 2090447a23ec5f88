/** Closed: whether an operator or a maintenance window has closed a source, and until when. */
import { type Instant, instantOf } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import type { Announcement, ControlItem } from '../effects/items.ts';
import { maintenanceEnd } from './maintenance.ts';

/** While no operator says when it will be back, it is looked at again after so long. */
const CLOSED_FOR_MS = 5 * 60_000;

export function closedUntil(
  source: SourceFile,
  item: ControlItem | undefined,
  now: Instant,
): { retryAt: Instant; announcement?: Announcement } | undefined {
  if (item?.state === 'off') {
    const retryAt = instantOf(Math.max(item.backAt ?? 0, now + CLOSED_FOR_MS));
    return item.announcement ? { retryAt, announcement: item.announcement } : { retryAt };
  }
  const retryAt = maintenanceEnd(source, now);
  return retryAt === undefined ? undefined : { retryAt };
}
