/** Limits of sharing: how often an account may have codes issued, make links, and open them. */
import { HOUR_MS } from '../../core/index.ts';
import type { Limit } from '../door/attempts-left.ts';

/** A guardian of eight whose results come one by one; whoever has more issued only fills the list of revoked ones. */
export const CODE_LIMITS: readonly Limit[] = [
  { who: 'account', most: 60, windowMs: HOUR_MS },
  { who: 'account', most: 150, windowMs: 24 * HOUR_MS },
  { who: 'address', most: 20_000, windowMs: HOUR_MS },
];

export const LINK_LIMITS: readonly Limit[] = [
  { who: 'account', most: 30, windowMs: HOUR_MS },
  { who: 'account', most: 60, windowMs: 24 * HOUR_MS },
];

/** A hotel's desk in the evening. The secret is 128 bits: these only keep whoever guesses from being a burden. */
export const OPENING_LIMITS: readonly Limit[] = [
  { who: 'account', most: 120, windowMs: HOUR_MS },
  { who: 'address', most: 5_000, windowMs: HOUR_MS },
];

/** Paper cannot be renewed, so each is a code of its own that stands for days: a family's, and some that went wrong. */
export const PRINT_LIMITS: readonly Limit[] = [
  { who: 'account', most: 20, windowMs: HOUR_MS },
  { who: 'account', most: 40, windowMs: 24 * HOUR_MS },
];
