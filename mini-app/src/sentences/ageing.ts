/** Ageing: an answer seen later than it was given. What was recognised until a moment that has passed is expired now. */
import type { Instant, RecognitionDecision } from '../../../core/index.ts';
import type { Results } from '../server/answers.ts';

function agedDecision(decision: RecognitionDecision, now: Instant): RecognitionDecision {
  if (decision.kind !== 'recognised' || now < decision.until) return decision;
  return { kind: 'expired', since: decision.until, resultId: decision.resultId };
}

/** The same answer as it must be read at `now`; nothing else can be known without asking. */
export function aged(results: Results, now: Instant): Results {
  const { stricter } = results;
  return {
    ...results,
    decision: agedDecision(results.decision, now),
    stricter: stricter && { ...stricter, decision: agedDecision(stricter.decision, now) },
    results: results.results.map((result) => ({ ...result, decision: agedDecision(result.decision, now) })),
  };
}
