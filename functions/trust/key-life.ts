/** How long what keys sign stands, and so how long a key is listed and when the next must be there. */
import { DAY_MS, HOUR_MS, type Instant, instantOf } from '../../core/index.ts';
import type { KeyUse, SigningKey } from '../../core/share-code/signed-key.ts';
import { LONGEST_STATEMENT_MS } from '../../core/share-code/statement.ts';
import { OLDEST_LIST_MS } from '../../core/share-code/trust-list.ts';
import type { OnlineUse } from '../signing/private-key.ts';

export const ONLINE_USES: readonly OnlineUse[] = ['share', 'venue', 'receipt', 'tally', 'list'];

/** Longest life of what a key of each use signs: printed codes a week; posters 400 days, and receipts and tallies as long to be looked at. */
const STANDS_MS: Record<OnlineUse, number> = {
  share: 7 * DAY_MS,
  venue: LONGEST_STATEMENT_MS,
  receipt: LONGEST_STATEMENT_MS,
  tally: LONGEST_STATEMENT_MS,
  list: OLDEST_LIST_MS,
};

/**
 * A key is published so long before it signs: by then no verifier holds a list without it. Only where no key of its use can
 * sign does it sign at once: without it nobody has a code to show. Until their next refresh, an hour with a network, phones
 * take its codes for forged, as they do those of the key it replaces from that refresh on: waiting would spare nobody that.
 */
export const KNOWN_BEFORE_MS = OLDEST_LIST_MS;
/** Whoever reads a list reads the keys with it, so that a new list key is known as soon as it signs. */
export const arrivesWithItsList = (use: KeyUse) => use === 'list';

/** So long before the last key of a use ends, operators are told every hour. */
export const TOLD_BEFORE_MS = 14 * DAY_MS;
/** What a ceremony may take between drawing a key and publishing it. */
export const CEREMONY_MS = 24 * HOUR_MS;

/** Whether something that it has signed may still stand. */
export function isStillNeeded({ use, signsUntil }: SigningKey, now: Instant): boolean {
  return use !== 'root' && signsUntil + STANDS_MS[use] > now;
}

/** Until when keys of a use take turns without a gap; `undefined`: none signs now, whatever may sign later. */
export function lastEnd(keys: readonly SigningKey[], use: OnlineUse, now: Instant): Instant | undefined {
  const standing = keys.filter((key) => key.use === use && !key.revoked).sort((a, b) => a.signsFrom - b.signsFrom);
  const end = standing.reduce<number>(
    (until, key) => (key.signsFrom <= until && key.signsUntil > until ? key.signsUntil : until),
    now,
  );
  return end > now ? instantOf(end) : undefined;
}
