/**
 * Verdict now: what a genuine, live code is worth by what is known of its citizen at this moment. Pure.
 *
 * A newer positive must not be told at a gate. So what speaks against a citizen is treated as if nothing were known in their
 * favour, and a code that would have been enough by itself is answered with `renew`: the very words that a code gets which
 * was replaced, which was revoked, or whose result its source has taken back. Staff ask for a newer code; why there is none,
 * only the citizen's own phone says.
 */
import { type ConsolidatedResult, type Instant, type Policy, recognise } from '../../core/index.ts';
import type { Credential } from '../../core/share-code/credential.ts';
import { resultsOf } from '../../core/share-code/surviving.ts';
import type { ONLINE_REASONS, REFUSALS } from '../../core/share-code/verify.ts';
import type { KnownFacts } from '../results/known-facts.ts';

/** Nothing of the citizen, and no time but until when it is recognised. */
export type Verdict =
  | { kind: 'admit'; until: Instant; basis: 'result' | 'sampling-proof' | 'not-required' }
  | { kind: 'refuse'; reason: (typeof REFUSALS)[number] }
  | { kind: 'ask-online'; reason: (typeof ONLINE_REASONS)[number] };

/** `known` undefined: the cache has lost what sources said, so that the code says all there is. */
export function verdictNow(
  credential: Credential,
  policy: Policy | undefined,
  known: KnownFacts | undefined,
  now: Instant,
): Verdict {
  const { expiresAt } = credential;
  if (!policy) return { kind: 'admit', until: expiresAt, basis: 'not-required' };
  const complete = known?.complete === true;
  const { decision } = recognise(
    resultsNow(credential, known),
    policy,
    complete ? undefined : 'sources-unanswered',
    now,
  );
  if (decision.kind === 'recognised') {
    const until = decision.until < expiresAt ? decision.until : expiresAt;
    return { kind: 'admit', until, basis: decision.basis };
  }
  const byItself = recognise(resultsOf(credential), policy, undefined, now).decision;
  if (byItself.kind === 'recognised') return { kind: 'ask-online', reason: 'renew' };
  if (!complete) return { kind: 'ask-online', reason: 'incomplete' };
  const lacks = decision.kind === 'expired' || decision.kind === 'not-recognised';
  return lacks ? { kind: 'refuse', reason: 'no-result-in-window' } : { kind: 'ask-online', reason: 'undetermined' };
}

/** While a source is silent, what the code says is known too: silence takes nothing from anybody. */
function resultsNow(credential: Credential, known: KnownFacts | undefined): ConsolidatedResult[] {
  if (!known) return resultsOf(credential);
  const { facts, complete, asOf } = known;
  if (facts.kind === 'withheld' && facts.reason !== 'no-negative') return [];
  const now = facts.kind === 'survive' ? resultsOf({ ...facts, asOf }) : [];
  if (complete) return now;
  return [...now, ...resultsOf(credential).map((each) => ({ ...each, id: `code-${each.id}` }))];
}
