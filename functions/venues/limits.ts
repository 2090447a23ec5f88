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

/** A desk opens one when its page is loaded; behind one address stand the desks of a whole hospital. */
export const DESK_LIMITS: readonly Limit[] = [{ who: 'address', most: 300, windowMs: HOUR_MS }];

/** Somebody who opens up in the morning and pairs every desk of a hall. */
export const PAIRING_LIMITS: readonly Limit[] = [{ who: 'account', most: 60, windowMs: HOUR_MS }];

/** A tally is made when an inspector asks for it. */
export const TALLY_LIMITS: readonly Limit[] = [{ who: 'account', most: 60, windowMs: HOUR_MS }];

/**
 * One person every four seconds, each of whom has to be asked about: a busy gate whose phones are all old. Desks count with
 * whoever paired them.
 */
export const VERIFYING_LIMITS: readonly Limit[] = [
  { who: 'account', most: 900, windowMs: HOUR_MS },
  { who: 'account', most: 6_000, windowMs: 24 * HOUR_MS },
];
