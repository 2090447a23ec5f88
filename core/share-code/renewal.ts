/** Renewal: when a phone asks for a new code. Always after showing the one it has, never before. */
import { HOUR_MS, type Instant, instantOf } from '../instant.ts';

/** What a phone keeps of its code to decide by. */
export interface StoredCode {
  expiresAt: Instant;
  /** From then on any opening with a network renews. */
  renewFrom: Instant;
  /** The fingerprint of the facts in it, as `POST /share-codes` said. */
  facts: string;
}

/**
 * `keep`: nothing to ask for. `renew`: it stands, and a new one is due. `replace`: it lacks a fact; it is shown as
 * 「正在换成新的」 until the new one comes. `issue`: there is none, or it has expired. `none`: nothing survives of which a code
 * could be made, and a stored one speaks of what no longer stands.
 */
export type WhatToDo = 'keep' | 'renew' | 'replace' | 'issue' | 'none';

/** `facts`: `shareFacts` of the last answer of `/results`; `undefined` before there is one. `now`: trusted time. */
export function whatToDo({
  stored,
  facts,
  now,
}: {
  stored: StoredCode | undefined;
  facts: string | null | undefined;
  now: Instant;
}): WhatToDo {
  if (facts === null) return 'none';
  if (!stored || now >= stored.expiresAt) return 'issue';
  if (facts !== undefined && facts !== stored.facts) return 'replace';
  return now >= stored.renewFrom ? 'renew' : 'keep';
}

/** A code lives for so long, */
export const CODE_LIVES_MS = 48 * HOUR_MS;
/** and its renewal may begin between these, so that whoever has had a network within 18 hours has one that stands. */
const RENEWS_AFTER_MS = { least: 8 * HOUR_MS, most: 30 * HOUR_MS };

/**
 * A moment that nobody can foretell, so that a morning's codes are not all renewed in the next one. Later moments are likelier:
 * whoever opens the page all day long would else ask more than once a day. `random`: 0 to below 1.
 */
export function renewFromOf(issuedAt: Instant, random: number): Instant {
  const { least, most } = RENEWS_AFTER_MS;
  return instantOf(issuedAt + least + Math.floor(Math.sqrt(random) * (most - least)));
}
