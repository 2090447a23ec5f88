/** Limits of look-ups: how often staff, a venue and a document may be part of one, and how long an answer is waited for. */
import { HOUR_MS, MINUTE_MS } from '../../core/index.ts';
import type { Counted } from '../effects/attempts.ts';

/**
 * One person a minute who has nothing to show, at each of several gates: an old people's outing by coach. A document takes
 * part in few a day, so that nobody is watched, nor a name guessed, from gate to gate.
 */
export const LOOK_UP_LIMITS = [
  { who: 'account', most: 60, windowMs: HOUR_MS },
  { who: 'account', most: 300, windowMs: 24 * HOUR_MS },
  { who: 'venue', most: 300, windowMs: HOUR_MS },
  { who: 'document', most: 6, windowMs: HOUR_MS },
  { who: 'document', most: 20, windowMs: 24 * HOUR_MS },
] as const satisfies readonly { who: Counted; most: number; windowMs: number }[];

/** Somebody stands there; whoever has not answered by then is counted as silent. */
export const PATIENCE_AT_THE_COUNTER_MS = 30_000;

/** Whoever asked can read the answer so long; of the person nothing lasts longer, also where nobody asks again. */
export const LOOK_UP_KEPT_MS = 10 * MINUTE_MS;
