/** Limits at venues: how many work at one, and how often an account may try. */
import { HOUR_MS } from '../../core/index.ts';
import type { Limit } from '../identity/attempts-left.ts';

/** A large station has fewer gates. */
export const MOST_STAFF = 200;

/** An invitation cannot be guessed; trying costs us, and joining happens once. */
export const JOINING_LIMITS: readonly Limit[] = [
  { who: 'account', most: 20, windowMs: HOUR_MS },
  { who: 'address', most: 500, windowMs: HOUR_MS },
];

/** What a manager has made: invitations, or posters, each signed. */
export const MAKING_LIMITS: readonly Limit[] = [{ who: 'account', most: 30, windowMs: HOUR_MS }];
