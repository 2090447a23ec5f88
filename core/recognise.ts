/** Recognition 互认: whether, why and until when results count at a place, for a scene, under the policy in force. */
import { type ConsolidatedResult, momentOf } from './consolidated-result.ts';
import { HOUR_MS, type Instant, plusHours } from './instant.ts';
import { countNegatives } from './negative-count.ts';
import { comesAfter, isDated, type Objection, objectionsAmong } from './objections.ts';
import { hasPlausibleTimes } from './plausible.ts';
import type { Policy } from './policy.ts';
import { least, windowEnd } from './window.ts';

/** Why nothing is recognised although enough is known. */
export const NOT_RECOGNISED_REASONS = ['positive', 'awaiting-retest', 'no-result', 'too-few-negatives'] as const;
export type NotRecognisedReason = (typeof NOT_RECOGNISED_REASONS)[number];

/** Why we cannot tell; never a refusal. */
export const UNDETERMINED_REASONS = [
  'sources-unanswered', // somebody has not answered who might hold what is missing
  'sources-unasked', // everybody who was asked has answered, but not everybody was asked
  'times-unknown', // a negative whose time for this policy is not known closely enough
  'times-implausible', // a report before its sample, a time in the future, 1900, 2100
  'outcome-unknown', // an outcome in words that the source's file does not list
  'channels-contradict', // channels name different outcomes for one test
] as const;
export type UndeterminedReason = (typeof UNDETERMINED_REASONS)[number];
/** Who may still hold what is not known: a source that was asked and is silent, or one that nobody asked. */
export type Missing = Extract<UndeterminedReason, 'sources-unanswered' | 'sources-unasked'>;

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

/** A sample without a result for longer than this no longer makes the whole `pending`: laboratories had 24 hours, and the national query lagged by a day. */
const PENDING_MS = 72 * HOUR_MS;

/** What deciding about one result needs to know of all. */
interface Surroundings {
  policy: Policy;
  now: Instant;
  /** Newest first. */
  objections: Objection[];
  /** The newest objection that no later negative has answered. */
  standing: Objection | undefined;
}

/**
 * Decides at `now`. `policy` undefined → `not-required`. `missing`: why somebody may still hold what is not known;
 * then what would be `expired` or `not-recognised(no-result | too-few-negatives)` is `undetermined(missing)`. It is
 * `undefined` only when every connected source has given its own word: not to have asked is no better than silence.
 * A positive that somebody told is told, whoever is silent. Each result's own decision speaks of that result only: it may be
 * `expired` while the whole is `undetermined`, and leaves `Policy.negatives` to the whole.
 *
 * `until` is the first moment at which it no longer holds, and so is `since`: at that very moment it has expired.
 *
 * The whole: the newest positive, 待复核 or doubt that no later negative answers; else the recognised result (or sampling
 * proof) that lasts longest; else, most useful first, a negative whose time is not known closely enough, a recent sample
 * whose result is not out, another doubt, what has expired, and nothing.
 */
export function recognise(
  results: readonly ConsolidatedResult[],
  policy: Policy | undefined,
  missing: Missing | undefined,
  now: Instant,
): Recognition {
  const own: Record<string, RecognitionDecision> = {};
  if (!policy) {
    for (const { id } of results) own[id] = { kind: 'not-required' };
    return { decision: { kind: 'not-required' }, results: own };
  }
  const newestFirst = results.slice().sort((a, b) => momentOf(b) - momentOf(a) || byText(a.id, b.id));
  const plausible = newestFirst.filter((each) => hasPlausibleTimes(each, now));
  const negatives = plausible.filter(isClearNegative);
  const objections = objectionsAmong(plausible);
  const standing = objections.find(({ result }) => !isAnswered(result, negatives));
  const around: Surroundings = { policy, now, objections, standing };
  for (const each of newestFirst) {
    own[each.id] = hasPlausibleTimes(each, now)
      ? decideOne(each, around)
      : { kind: 'undetermined', reason: 'times-implausible', resultId: each.id };
  }
  if (standing) return { decision: objecting(standing), results: own };
  const decision = decideWhole(newestFirst, own, negatives, policy, now);
  return { decision: missing ? unlessMissing(decision, missing) : decision, results: own };
}

/** While a source may hold what is not known, nothing is refused for want of it. */
function unlessMissing(decision: RecognitionDecision, missing: Missing): RecognitionDecision {
  if (decision.kind !== 'expired' && decision.kind !== 'not-recognised') return decision;
  const { resultId } = decision;
  return { kind: 'undetermined', reason: missing, ...(resultId !== undefined && { resultId }) };
}

function isClearNegative(result: ConsolidatedResult): boolean {
  return result.outcome === 'negative' && !result.contradicted;
}

/** By a negative that says whom it is about: one that does not may be somebody else's. */
function isAnswered(result: ConsolidatedResult, negatives: readonly ConsolidatedResult[]): boolean {
  return negatives.some((negative) => negative.canVoid && comesAfter(negative, result));
}

function objecting({ says, result }: Objection): RecognitionDecision {
  const resultId = result.id;
  if (says === 'positive' || says === 'awaiting-retest') return { kind: 'not-recognised', reason: says, resultId };
  return { kind: 'undetermined', reason: says, resultId };
}

/** A result with plausible times, for itself. */
function decideOne(result: ConsolidatedResult, around: Surroundings): RecognitionDecision {
  const resultId = result.id;
  if (result.contradicted) return { kind: 'undetermined', reason: 'channels-contradict', resultId };
  switch (result.outcome) {
    case 'positive':
      return { kind: 'not-recognised', reason: 'positive', resultId };
    case 'inconclusive':
      return { kind: 'not-recognised', reason: 'awaiting-retest', resultId };
    case 'negative':
      return decideNegative(result, around);
    default:
      if (result.outcomeUnknown) return { kind: 'undetermined', reason: 'outcome-unknown', resultId };
      return decideSample(result, around);
  }
}

function decideNegative(result: ConsolidatedResult, { policy, now, objections }: Surroundings): RecognitionDecision {
  const resultId = result.id;
  const { earliest, latest } = windowEnd(result, policy);
  if (isDated(result)) {
    const against = objections.filter((objection) => !comesAfter(result, objection.result)).map(objecting);
    const objection = against.find((each) => each.kind === 'not-recognised') ?? against[0];
    if (objection) return objection;
  }
  if (now >= latest) return { kind: 'expired', since: latest, resultId };
  if (earliest !== undefined && now < earliest)
    return { kind: 'recognised', until: earliest, basis: 'result', resultId };
  return { kind: 'undetermined', reason: 'times-unknown', resultId };
}

/** A sampling proof 已采样 says nothing after a positive: only a negative answers that. */
function decideSample(result: ConsolidatedResult, { policy, now, standing }: Surroundings): RecognitionDecision {
  const resultId = result.id;
  if (policy.samplingProofHours !== undefined && result.sampleCollectedAt !== undefined && !standing) {
    const until = plusHours(least(result.sampleCollectedAt, result.retrievedAt), policy.samplingProofHours);
    if (now < until) return { kind: 'recognised', until, basis: 'sampling-proof', resultId };
  }
  return { kind: 'pending', resultId };
}

function decideWhole(
  newestFirst: readonly ConsolidatedResult[],
  own: Readonly<Record<string, RecognitionDecision>>,
  negatives: readonly ConsolidatedResult[],
  policy: Policy,
  now: Instant,
): RecognitionDecision {
  const recognised = longestRecognised(Object.values(own));
  if (recognised) return withEnough(recognised, own, negatives, policy, now);
  const first = (holds: (decision: RecognitionDecision, result: ConsolidatedResult) => boolean) => {
    const found = newestFirst.find((each) => holds(own[each.id]!, each));
    return found && own[found.id];
  };
  const undetermined = (reason: UndeterminedReason) => (decision: RecognitionDecision) =>
    decision.kind === 'undetermined' && decision.reason === reason;
  return (
    first(undetermined('times-unknown')) ??
    first(({ kind }, result) => kind === 'pending' && now < momentOf(result) + PENDING_MS) ??
    first(({ kind }, result) => kind === 'undetermined' && !isAnswered(result, negatives)) ??
    first(undetermined('times-implausible')) ??
    lastExpired(Object.values(own)) ??
    first(({ kind }) => kind === 'pending') ??
    // A positive that does not say whom it is about voids nothing, but there is nothing else.
    first(({ kind }) => kind === 'not-recognised') ?? { kind: 'not-recognised', reason: 'no-result' }
  );
}

type Recognised = Extract<RecognitionDecision, { kind: 'recognised' }>;
type Expired = Extract<RecognitionDecision, { kind: 'expired' }>;

/** What is recognised longest; of equals a result before a sampling proof, then the lesser id. */
function longestRecognised(decisions: readonly RecognitionDecision[]): Recognised | undefined {
  const recognised = decisions.filter((each): each is Recognised => each.kind === 'recognised');
  return recognised.sort(
    (a, b) => b.until - a.until || byText(`${a.basis} ${a.resultId}`, `${b.basis} ${b.resultId}`),
  )[0];
}

/** What expired last; of equals the lesser id. */
function lastExpired(decisions: readonly RecognitionDecision[]): Expired | undefined {
  const expired = decisions.filter((each): each is Expired => each.kind === 'expired');
  return expired.sort((a, b) => b.since - a.since || byText(a.resultId, b.resultId))[0];
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Applies `Policy.negatives` to what is recognised by its window. */
function withEnough(
  recognised: Recognised,
  own: Readonly<Record<string, RecognitionDecision>>,
  negatives: readonly ConsolidatedResult[],
  policy: Policy,
  now: Instant,
): RecognitionDecision {
  if (!policy.negatives) return recognised;
  const standing = negatives.filter(({ id }) => counts(own[id]!));
  const counted = countNegatives(standing, policy.negatives, now);
  if (counted.kind === 'enough') return { ...recognised, until: least(recognised.until, counted.until) };
  const { resultId } = recognised;
  if (counted.kind === 'maybe') return { kind: 'undetermined', reason: 'times-unknown', resultId };
  return { kind: 'not-recognised', reason: 'too-few-negatives', resultId };
}

/** Whether nothing speaks against a negative; how old it may be is the count's own question. */
function counts(decision: RecognitionDecision): boolean {
  if (decision.kind === 'undetermined') return decision.reason === 'times-unknown';
  return decision.kind === 'recognised' || decision.kind === 'expired';
}
