/** Timing of a source's queue and function: one place computes it, the cloud and the sandbox both use it. */
import type { SourceFile } from '../protocols/source-file.ts';

/** After so many failed deliveries a message is a defect and goes to the dead-letter queue. */
export const MAX_RECEIVE_COUNT = 3;

/** How long a citizen's question is worth answering (design: patience). */
const PATIENCE_SECONDS = 60;

/**
 * The seconds an ask function may need for one question at this source: its deadline, then the rest of the time the
 * concurrency slot is held for the pace (concurrency ÷ (0.9 × requests per second) for each call), and 4 s to read
 * and write items. Deadline and hold overlap in practice; their sum also covers retried and renewing calls, which
 * prolong the hold.
 */
export function functionSeconds({ limits, results }: Pick<SourceFile, 'limits' | 'results'>): number {
  const holdPerCall = limits.concurrency / (0.9 * limits.requestsPerSecond);
  return Math.ceil(limits.deadlineMs / 1000 + holdPerCall * Math.max(1, results.length)) + 4;
}

/** A message becomes visible again only after its function must have ended. */
export const visibilitySeconds = (functionTimeout: number) => functionTimeout + 3;

/**
 * Long enough for a message to be delivered after patience has passed, so that the handler can say `busy`, and to
 * fail to the last permitted time; no longer, because what is older is useless. Whole minutes.
 */
export const retentionSeconds = (visibility: number) =>
  60 * Math.ceil((PATIENCE_SECONDS + MAX_RECEIVE_COUNT * visibility) / 60);
