/** Timing of a source's queue and function: one place computes it, the cloud and the sandbox both use it. */
import { holdPerCallMs } from '../functions/asking/pace.ts';
import { callsOf, PATIENCE_MS } from '../functions/asking/patience.ts';
import type { SourceFile } from '../protocols/source-file.ts';

/** A renewal of the token and a repeat, which nobody books. */
const UNBOOKED_CALLS = 2;

/** After so many failed deliveries a message is a defect and goes to the dead-letter queue. */
export const MAX_RECEIVE_COUNT = 3;

/** Pages after the first, which nobody books: each waits for its own place in the source's limit. */
const furtherPages = ({ results }: SourceFile) =>
  results.reduce((sum, { paging }) => sum + (paging?.maxPages ?? 1) - 1, 0);

/**
 * The seconds an ask function may need for one question at this source: the wait for its turn, at most as long as its
 * calls will hold its slot; the source's deadline, with the hold of each call, booked or not; 4 s to read and write items.
 */
export function functionSeconds(source: SourceFile): number {
  const booked = callsOf(source);
  const holdsMs = (booked + booked + UNBOOKED_CALLS + furtherPages(source)) * holdPerCallMs(source);
  return Math.ceil((source.limits.deadlineMs + holdsMs) / 1000) + 4;
}

/** A message becomes visible again only after its function must have ended. */
export const visibilitySeconds = (functionTimeout: number) => functionTimeout + 3;

/**
 * Long enough for a message to be delivered after patience has passed, so that the handler can say `busy`, and to
 * fail to the last permitted time; no longer, because what is older is useless. Whole minutes.
 */
export const retentionSeconds = (visibility: number) =>
  60 * Math.ceil((PATIENCE_MS / 1000 + MAX_RECEIVE_COUNT * visibility) / 60);
