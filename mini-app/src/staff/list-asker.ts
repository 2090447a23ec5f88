/** ListAsker: has the trust list fetched when a code is taken for forged, for its key may have been published since ours was. */
import type { Verification } from '../../../core/share-code/index.ts';

/** Whoever holds up forgeries has no more asked than this. */
const ASKS_EVERY_MS = 60_000;

/** Told every verdict; `now` by the phone's own clock. */
export function createListAsker(refresh: () => void, now: () => number): (verification: Verification) => void {
  let askedAt = Number.NEGATIVE_INFINITY;
  return (verification) => {
    if (verification.kind !== 'refuse' || verification.reason !== 'forged') return;
    if (Math.abs(now() - askedAt) < ASKS_EVERY_MS) return;
    askedAt = now();
    refresh();
  };
}
