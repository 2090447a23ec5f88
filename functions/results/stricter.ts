/** Stricter: another scene at the same place that asks more and decides otherwise, so that nobody is surprised there. */
import {
  type ConsolidatedResult,
  type Instant,
  type JurisdictionCode,
  type Missing,
  type Policy,
  policyInForce,
  type RecognitionDecision,
  recognise,
  SCENES,
  type Scene,
} from '../../core/index.ts';

/** The strictest such scene, or null. */
export function stricterScene(
  policies: readonly Policy[],
  place: JurisdictionCode,
  chosen: { scene: Scene; policy: Policy | undefined; decision: RecognitionDecision },
  results: readonly ConsolidatedResult[],
  missing: Missing | undefined,
  now: Instant,
): { scene: Scene; decision: RecognitionDecision } | null {
  let strictest: { scene: Scene; policy: Policy; decision: RecognitionDecision } | null = null;
  for (const scene of SCENES) {
    if (scene === chosen.scene) continue;
    const policy = policyInForce(policies, place, scene, now);
    if (!policy || !asksMore(policy, chosen.policy) || (strictest && !asksMore(policy, strictest.policy))) continue;
    const { decision } = recognise(results, policy, missing, now);
    if (surprises(decision, chosen.decision)) strictest = { scene, policy, decision };
  }
  return strictest && { scene: strictest.scene, decision: strictest.decision };
}

/** What counts there though it does not here is no warning: a shorter window may run from a later moment. */
function surprises(there: RecognitionDecision, here: RecognitionDecision): boolean {
  if (there.kind === 'recognised') return here.kind === 'not-required';
  return there.kind !== here.kind;
}

/** A shorter window, more negatives, or no sampling proof where the other takes one. */
export function asksMore(policy: Policy, other: Policy | undefined): boolean {
  if (!other) return true;
  if (policy.windowHours !== other.windowHours) return policy.windowHours < other.windowHours;
  const [count, otherCount] = [policy.negatives?.count ?? 1, other.negatives?.count ?? 1];
  if (count !== otherCount) return count > otherCount;
  return (policy.samplingProofHours ?? 0) < (other.samplingProofHours ?? 0);
}
