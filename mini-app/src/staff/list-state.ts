/** ListState: how old the trust list on this phone is, and whether its clock can be trusted, in a sentence. */
import { HOUR_MS, type Instant, MINUTE_MS } from '../../../core/index.ts';
import { OLDEST_LIST_MS, type TrustList } from '../../../core/share-code/index.ts';
import type { StaffWords } from './words/index.ts';

export interface ListState {
  text: string;
  /** Nothing can be told until there was a network. */
  stops: boolean;
}

export function listState(
  list: Pick<TrustList, 'signedAt'> | undefined,
  clockBack: boolean,
  now: Instant,
  words: StaffWords,
): ListState {
  if (clockBack) return { text: words.clockBack, stops: true };
  if (!list) return { text: words.listNone, stops: true };
  const ageMs = Math.max(0, now - list.signedAt);
  const age =
    ageMs < HOUR_MS ? words.ageMinutes(Math.floor(ageMs / MINUTE_MS)) : words.ageHours(Math.floor(ageMs / HOUR_MS));
  return ageMs > OLDEST_LIST_MS
    ? { text: words.listOld(age), stops: true }
    : { text: words.listAge(age), stops: false };
}
