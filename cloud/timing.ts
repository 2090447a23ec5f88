/** Timing of a source's queue and function: one place computes it, the cloud and the sandbox both use it. */
import { holdPerCallMs } from '../functions/asking/pace.ts';
import { callsOf, PATIENCE_MS } from '../functions/asking/patience.ts';
import type { SourceFile } from '../protocols/source-file.ts';

/** After so many failed deliveries a message is a defect and goes to the dead-letter queue. */
export const MAX_RECEIVE_COUNT = 3;

/**
 * The seconds an ask function may need for one question at this source: its deadline, the hold of its concurrency slot
 * for each call (waiting for its turn, and keeping the pace afterwards), and 4 s to read and write items. Asking and
 * holding overlap; their sum also covers retried and renewing calls, which prolong the hold.
 */
export function functionSeconds(source: SourceFile): number {
  return Math.ceil((source.limits.deadlineMs + callsOf(source) * holdPerCallMs(source)) / 1000) + 4;
}

/** A message becomes visible again only after its function must have ended. */
export const visibilitySeconds = (functionTimeout: number) => functionTimeout + 3;

/**
 * Long enough for a message to be delivered after patience has passed, so that the handler can say `busy`, and to
 * fail to the last permitted time; no longer, because what is older is useless. Whole minutes.
 */
export const retentionSeconds = (visibility: number) =>
  60 * Math.ceil((PATIENCE_MS / 1000 + MAX_RECEIVE_COUNT * visibility) / 60);
