/** Limits of look-ups: how often staff, a venue and a document may be part of one, and how long an answer is waited for. */
import { HOUR_MS, MINUTE_MS } from '../../core/index.ts';
import type { Counted } from '../effects/attempts.ts';

/**
 * Narrowest first: whoever is refused by one counts in none of those after it (door/attempts-left.ts).
 *
 * One person a minute who has nothing to show, at each of several gates: an old people's outing by coach. A document takes
 * part in few a day at one venue, and by one account wherever it is staff, so that nobody is watched, nor a name guessed, and
 * nobody can use the document up for others: whoever asks about it again and again, with whatever name, is refused alone.
 * Everywhere together it takes part in ten times as many: to reach that takes ten venues and ten members of staff in one
 * hour, and without it there would be no end to what they could guess.
 */
export const LOOK_UP_LIMITS = [
  { of: 'account', who: 'account', most: 60, windowMs: HOUR_MS },
  { of: 'account', who: 'account', most: 300, windowMs: 24 * HOUR_MS },
  { of: 'document by the account', who: 'document', most: 6, windowMs: HOUR_MS },
  { of: 'document by the account', who: 'document', most: 20, windowMs: 24 * HOUR_MS },
  { of: 'document at the venue', who: 'document', most: 6, windowMs: HOUR_MS },
  { of: 'document at the venue', who: 'document', most: 20, windowMs: 24 * HOUR_MS },
  { of: 'venue', who: 'venue', most: 300, windowMs: HOUR_MS },
  { of: 'document', who: 'document', most: 60, windowMs: HOUR_MS },
  { of: 'document', who: 'document', most: 200, windowMs: 24 * HOUR_MS },
] as const satisfies readonly { of: string; who: Counted; most: number; windowMs: number }[];

/** Somebody stands there; whoever has not answered by then is counted as silent. */
export const PATIENCE_AT_THE_COUNTER_MS = 30_000;

/** Whoever asked can read the answer so long; of the person nothing lasts longer, also where nobody asks again. */
export const LOOK_UP_KEPT_MS = 10 * MINUTE_MS;
