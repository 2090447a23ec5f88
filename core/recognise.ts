/** Recognition 互认: whether, why and until when results count at a place, for a scene, under the policy in force. */
import type { ConsolidatedResult } from './consolidate.ts';
import type { Instant } from './instant.ts';
import type { Policy } from './policy.ts';

/** Why nothing is recognised although enough is known. */
export const NOT_RECOGNISED_REASONS = ['positive', 'awaiting-retest', 'no-result', 'too-few-negatives'] as const;
export type NotRecognisedReason = (typeof NOT_RECOGNISED_REASONS)[number];

/** Why we cannot tell; never a refusal. */
export const UNDETERMINED_REASONS = [
  'sources-unanswered', // somebody has not answered who might hold what is missing
  'times-unknown', // a negative whose time for this policy is not known closely enough
  'times-implausible', // a report before its sample, a time in the future, 1900, 2100
  'outcome-unknown', // an outcome in words that the source's file does not list
  'channels-contradict', // channels name different outcomes for one test
] as const;
export type UndeterminedReason = (typeof UNDETERMINED_REASONS)[number];

/** RecognitionDecision 互认结论: always why, and until when. `resultId` names the ConsolidatedResult it rests on. */
export type RecognitionDecision =
  | { kind: 'recognised'; until: Instant; basis: 'result' | 'sampling-proof'; resultId: string }
  | { kind: 'expired'; since: Instant; resultId: string }
  | { kind: 'not-recognised'; reason: NotRecognisedReason; resultId?: string }
  | { kind: 'pending'; resultId: string }
  | { kind: 'undetermined'; reason: UndeterminedReason; resultId?: string }
  | { kind: 'not-required' };

/** The decision as a whole, and each result's own, by `ConsolidatedResult.id`. */
export interface Recognition {
  decision: RecognitionDecision;
  results: Record<string, RecognitionDecision>;
}

/**
 * Decides at `now`. `policy` undefined → `not-required`. `allAnswered`: every source in scope has given its own word;
 * where it has not, what would be `expired` or `not-recognised(no-result | too-few-negatives)` is `undetermined(sources-unanswered)`.
 */
export declare function recognise(
  results: readonly ConsolidatedResult[],
  policy: Policy | undefined,
  allAnswered: boolean,
  now: Instant,
): Recognition;
