/** Objections: results that speak against earlier negatives, and whether a negative comes after one. */
import { type ConsolidatedResult, momentOf } from './consolidated-result.ts';

/** `positive` and `awaiting-retest` void what was sampled before; the others leave it open. */
export interface Objection {
  result: ConsolidatedResult;
  says: 'positive' | 'awaiting-retest' | 'channels-contradict' | 'outcome-unknown' | 'times-unknown';
}

/** The objections among results with plausible times, in their order. A result that cannot void is none. */
export function objectionsAmong(results: readonly ConsolidatedResult[]): Objection[] {
  const objections: Objection[] = [];
  for (const result of results) {
    const says = result.canVoid ? objectionOf(result) : undefined;
    if (says) objections.push({ result, says });
  }
  return objections;
}

function objectionOf(result: ConsolidatedResult): Objection['says'] | undefined {
  if (result.contradicted) return 'channels-contradict';
  if (result.outcome === undefined) return result.outcomeUnknown && 'outcome-unknown';
  if (result.outcome === 'negative') return undefined;
  if (!isDated(result)) return 'times-unknown'; // it may be years old: too little known is never a refusal
  return result.outcome === 'positive' ? 'positive' : 'awaiting-retest';
}

/** Whether a result tells any time of its own. */
export function isDated(result: ConsolidatedResult): boolean {
  return (result.sampleCollectedAt ?? result.testedAt ?? result.reportIssuedAt) !== undefined;
}

/**
 * Whether `later` was surely taken after `earlier`: by sampling where both tell it, else by testing, else by report. Where they
 * share no kind of time, only if all that is told of `later` lies after all that is told of `earlier`. Same moment: not after.
 */
export function comesAfter(later: ConsolidatedResult, earlier: ConsolidatedResult): boolean {
  if (!isDated(later)) return false;
  for (const kind of ['sampleCollectedAt', 'testedAt', 'reportIssuedAt'] as const) {
    const [one, other] = [later[kind], earlier[kind]];
    if (one !== undefined && other !== undefined) return one > other;
  }
  const last = earlier.reportIssuedAt ?? earlier.testedAt ?? earlier.sampleCollectedAt ?? earlier.retrievedAt;
  return momentOf(later) > last;
}
