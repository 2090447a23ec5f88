/** Patience: for how long a question may be under way before nobody waits for it any more. */
import type { SourceFile } from '../../protocols/index.ts';

export const PATIENCE_MS = 60_000;

/** What we use of the requests a source allows; the rest is for retries and renewals that nobody books. */
const USED = 0.9;

/** From one call to the next, so that the source's limit is never met. `share`: the part an operator lets us use. */
export function callIntervalMs(source: SourceFile, share = 1): number {
  return 1000 / (USED * share * source.limits.requestsPerSecond);
}

/** Calls that a question about somebody's results makes where nothing has to be repeated: a task is submitted and polled once. */
export function callsOf(source: SourceFile): number {
  return source.results.reduce((sum, { task }) => sum + (task ? 2 : 1), 0);
}

/** The part of a source's limit that questions about results may use; the shares are kept for others. */
export function shareOfResults({ limits }: SourceFile): number {
  return 1 - Object.values(limits.shares).reduce((sum, share) => sum + share, 0);
}
