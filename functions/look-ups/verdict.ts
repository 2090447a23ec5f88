/**
 * Verdict of a look-up, by what sources say of the person, under the venue's policy. Pure. What speaks against somebody is
 * treated as if nothing were known in their favour: a positive is told to nobody but themself.
 */
import { type Instant, type Policy, recognise } from '../../core/index.ts';
import { resultsOf } from '../../core/share-code/surviving.ts';
import type { LookUpVerdict } from '../effects/items.ts';
import type { KnownFacts } from '../results/known-facts.ts';

export function verdictOf({ facts, complete, asOf }: KnownFacts, policy: Policy, now: Instant): LookUpVerdict {
  const known = facts.kind === 'survive' ? resultsOf({ ...facts, asOf }) : [];
  const { decision } = recognise(known, policy, complete ? undefined : 'sources-unanswered', now);
  if (decision.kind === 'recognised') return { kind: 'admit', until: decision.until, basis: decision.basis };
  if (!complete) return { kind: 'ask-online', reason: 'incomplete' };
  const lacks = decision.kind === 'expired' || decision.kind === 'not-recognised';
  return lacks ? { kind: 'refuse', reason: 'no-result-in-window' } : { kind: 'ask-online', reason: 'undetermined' };
}
