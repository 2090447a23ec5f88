/** Claims: who is being asked about whom, kept on the head item, so that a crowd of reloads asks once. */
import type { HeadItem, ReplyItem } from '../effects/items.ts';
import { PATIENCE_MS } from './patience.ts';

/** `source#documentRef` */
export type ClaimKey = string;

export function claimKey(source: string, documentRef: string): ClaimKey {
  return `${source}#${documentRef}`;
}

/** When the claim was made. */
export function claimedAt(askedUntil: number): number {
  return askedUntil - PATIENCE_MS;
}

/** The claim that stands: not expired (a lost message heals so), and not settled by a reply newer than itself. */
export function standingClaim(
  head: Pick<HeadItem, 'q'>,
  key: ClaimKey,
  reply: ReplyItem | undefined,
  now: number,
): number | undefined {
  const askedUntil = head.q[key];
  if (askedUntil === undefined || askedUntil <= now) return undefined;
  return lastSaidAt(reply) >= claimedAt(askedUntil) ? undefined : askedUntil;
}

/** The turn promised to somebody who was not admitted; unless a word has come since, by another way. */
export function promisedTurn(head: Pick<HeadItem, 'b'>, key: ClaimKey): number | undefined {
  return head.b[key];
}

/** When the source last said anything, a failure included; 0 = never. What it sends by itself answers no question. */
export function lastSaidAt(reply: ReplyItem | undefined): number {
  return Math.max(reply?.po ? 0 : (reply?.at ?? 0), reply?.wa ?? 0);
}

/** A turn that was not taken is forgotten after so long: the citizen queues anew. */
const TURN_KEPT_MS = 10 * PATIENCE_MS;

/** Claims and turns without those that no longer mean anything. */
export function pruned(
  head: Pick<HeadItem, 'q' | 'b'>,
  replies: ReadonlyMap<string, ReplyItem>,
  now: number,
): Pick<HeadItem, 'q' | 'b'> {
  const standing = Object.entries(head.q).filter(
    ([key]) => standingClaim(head, key, replies.get(key), now) !== undefined,
  );
  const waiting = Object.entries(head.b).filter(([, turn]) => turn + TURN_KEPT_MS > now);
  return { q: Object.fromEntries(standing), b: Object.fromEntries(waiting) };
}
