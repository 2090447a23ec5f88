/** Askable: what may be asked about a citizen, and how it stands once asking is over. */
import type { FailureReason, Instant } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import type { Announcement, HeadItem, ReplyItem } from '../effects/items.ts';
import { type ClaimKey, promisedTurn, standingClaim } from './claims.ts';
import { isDue } from './freshness.ts';

/** One source that could be asked about one document. */
export interface Askable {
  key: ClaimKey;
  source: SourceFile;
  documentRef: string;
}

export interface Refusal {
  reason: FailureReason;
  retryAt: Instant;
  /** What an operator says about it. */
  announcement?: Announcement;
}

/** The head as it stands after asking, and who could not be asked for reasons that are not the citizen's. */
export interface AfterAsking {
  head: HeadItem;
  refused: ReadonlyMap<ClaimKey, Refusal>;
}

/** Those who are neither asked already, nor fresh, nor told to wait. */
export function dueOf(
  head: HeadItem,
  replies: ReadonlyMap<string, ReplyItem>,
  askable: readonly Askable[],
  now: Instant,
  urged: boolean,
): Askable[] {
  return askable.filter(({ key, source }) => {
    const reply = replies.get(key);
    if (standingClaim(head, key, reply, now) !== undefined) return false;
    if ((promisedTurn(head, key) ?? 0) > now) return false;
    return isDue(reply, source, now, urged);
  });
}
