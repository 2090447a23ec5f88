/** Limits at venues: how many work at one, and how often an account may try. */
import { HOUR_MS } from '../../core/index.ts';
import type { Limit } from '../door/attempts-left.ts';

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

/** Somebody who opens up in the morning and pairs the sixty desks of a hall, each twice. */
export const PAIRING_LIMITS: readonly Limit[] = [{ who: 'account', most: 120, windowMs: HOUR_MS }];

/** A tally is made when an inspector asks for it: of each phone and each desk. */
export const TALLY_LIMITS = [{ who: 'asker', most: 60, windowMs: HOUR_MS }] as const;

/**
 * Of one phone or desk: one person every four seconds, each of whom has to be asked about, all hour long: a busy gate whose
 * phones are all old. By the desk and not by whoever paired it, for one person opens a whole hall in the morning.
 */
export const ASKER_LIMITS = [
  { who: 'asker', most: 900, windowMs: HOUR_MS },
  { who: 'asker', most: 6_000, windowMs: 24 * HOUR_MS },
] as const;

/**
 * Of a venue: sixty desks at that pace, 15 people a second, more than any hall lets in. It bounds what one venue costs, and
 * whoever pairs one desk after the other.
 */
export const VENUE_LIMITS = [
  { who: 'venue', most: 60 * 900, windowMs: HOUR_MS },
  { who: 'venue', most: 60 * 6_000, windowMs: 24 * HOUR_MS },
] as const;
