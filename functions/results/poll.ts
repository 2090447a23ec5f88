/** Poll: when the phone should look again, and when we ask again those who have not answered. */
import { type Instant, instantOf } from '../../core/index.ts';
import type { AfterAsking, Askable } from '../asking/askable.ts';
import { claimedAt } from '../asking/claims.ts';
import { nextPollMs, pollAtTurnMs } from '../asking/rhythm.ts';
import type { ReplyItem } from '../effects/items.ts';
import { beingAsked, type SourceState } from './source-states.ts';

export interface Poll {
  pollAfterMs: number | null;
  askAgainAt: Instant | null;
}

export function pollOf(
  askable: readonly Askable[],
  replies: ReadonlyMap<string, ReplyItem>,
  after: AfterAsking,
  states: readonly SourceState[],
  now: Instant,
  random: number,
): Poll {
  const asked = beingAsked(askable, replies, after, now);
  const claimedByOthers = states.some(({ state }) => state === 'asking');
  const youngest = Math.max(...asked.map(claimedAt));
  const polls = [
    asked.length ? nextPollMs(now - youngest, random) : claimedByOthers ? nextPollMs(0, random) : null,
    ...states
      .filter(({ state, reason, retryAt }) => retryAt !== undefined && (reason === 'busy' || state === 'pending'))
      .map(({ retryAt }) => pollAtTurnMs(retryAt! - now, random)),
  ].filter((ms) => ms !== null);
  const again = [...asked, ...states.flatMap(({ retryAt }) => (retryAt === undefined ? [] : [retryAt]))];
  return {
    pollAfterMs: polls.length ? Math.min(...polls) : null,
    askAgainAt: again.length ? instantOf(Math.min(...again)) : null,
  };
}
