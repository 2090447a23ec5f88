/** Longest window: until when facts are recognised anywhere that asks for them. Pure. */
import { type Instant, type Policy, recognise } from '../../core/index.ts';
import { resultsOf } from '../../core/share-code/surviving.ts';
import type { Surviving } from '../results/facts.ts';

/** The end of the last window that is open now, among all policies in force; `undefined`: none is. */
export function endOfLongestWindow(
  facts: Pick<Surviving, 'results' | 'samplings'>,
  asOf: Instant,
  policies: readonly Policy[],
  now: Instant,
): Instant | undefined {
  const known = resultsOf({ ...facts, asOf });
  let end: Instant | undefined;
  for (const policy of policies) {
    const { effectiveFrom, effectiveUntil } = policy;
    if (now < effectiveFrom || (effectiveUntil !== undefined && now >= effectiveUntil)) continue;
    const { decision } = recognise(known, policy, undefined, now);
    if (decision.kind === 'recognised' && (end === undefined || decision.until > end)) end = decision.until;
  }
  return end;
}
