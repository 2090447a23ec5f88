/** Call interval: how far apart the calls to one source are, so that its limit is never met. */
import type { SourceFile } from '../../protocols/index.ts';

/** What we use of the requests a source allows; the rest is for retries and renewals that nobody books. */
const USED = 0.9;

/** From one call to the next, so that the source's limit is never met. `share`: the part an operator lets us use. */
export function callIntervalMs(source: SourceFile, share = 1): number {
  return 1000 / (USED * share * source.limits.requestsPerSecond);
}
