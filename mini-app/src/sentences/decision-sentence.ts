/** DecisionSentence: a decision as the one sentence of the home page, in parts so that place and scene can be tapped. */
import type { Instant, RecognitionDecision } from '../../../core/index.ts';
import type { Words } from '../words/words.ts';
import { dateTime, nearDay, remaining } from './times.ts';

export type Shape = 'tick' | 'clock' | 'question' | 'dash' | 'ring';
export interface SentencePart {
  /** `time` is never broken over two lines where it fits in one. */
  kind: 'text' | 'place' | 'scene' | 'decision' | 'time';
  text: string;
}
export interface DecisionSentence {
  shape: Shape;
  parts: SentencePart[];
  /** The parts as one string, for screen readers. */
  plain: string;
  /** What is left, with the day when it is today or tomorrow. */
  left?: string;
  /** Why, where the sentence alone does not say it. */
  why?: string;
}

const SHAPES: Record<RecognitionDecision['kind'], Shape> = {
  recognised: 'tick',
  expired: 'dash',
  'not-recognised': 'dash',
  pending: 'clock',
  undetermined: 'question',
  'not-required': 'ring',
};

/** The decision alone: 「认可，至 8月2日 14:05」. */
export function decisionAlone(decision: RecognitionDecision, words: Words, now: Instant): string {
  switch (decision.kind) {
    case 'recognised': {
      const until = dateTime(decision.until, now, words);
      return decision.basis === 'sampling-proof'
        ? words.decision.recognisedBySamplingProof(until)
        : words.decision.recognised(until);
    }
    case 'expired':
      return words.decision.expired(dateTime(decision.since, now, words));
    case 'not-recognised':
      return words.decision.notRecognised;
    case 'pending':
      return words.decision.pending;
    case 'undetermined':
      return words.decision.undetermined;
    case 'not-required':
      return words.decision.notRequired;
  }
}

function timeOf(decision: RecognitionDecision, words: Words, now: Instant): string | undefined {
  if (decision.kind === 'recognised') return dateTime(decision.until, now, words);
  return decision.kind === 'expired' ? dateTime(decision.since, now, words) : undefined;
}

function decisionParts(told: string, time: string | undefined): SentencePart[] {
  const at = time === undefined ? -1 : told.indexOf(time);
  if (time === undefined || at < 0) return [{ kind: 'decision', text: told }];
  const parts: SentencePart[] = [
    { kind: 'decision', text: told.slice(0, at) },
    { kind: 'time', text: time },
    { kind: 'decision', text: told.slice(at + time.length) },
  ];
  return parts.filter(({ text }) => text !== '');
}

function why(decision: RecognitionDecision, words: Words): string | undefined {
  switch (decision.kind) {
    case 'recognised':
      return undefined;
    case 'expired':
      return words.expiredReason;
    case 'not-recognised':
      return words.notRecognisedReason[decision.reason];
    case 'pending':
      return words.pendingReason;
    case 'undetermined':
      return words.undeterminedReason[decision.reason];
    case 'not-required':
      return words.notRequiredReason;
  }
}

function left(decision: RecognitionDecision, words: Words, now: Instant): string | undefined {
  if (decision.kind !== 'recognised') return undefined;
  const day = nearDay(decision.until, now);
  return words.left(words.duration(remaining(decision.until, now)), day && words.nearDay[day]);
}

/** `decision` must be as of `now` (see ageing.ts); without one the sentence says that nobody has answered. `place` and `scene` are names in the language of `words`. */
export function decisionSentence(
  decision: RecognitionDecision | undefined,
  place: string,
  scene: string,
  words: Words,
  now: Instant,
): DecisionSentence {
  const fill: Record<string, SentencePart> = {
    '{place}': { kind: 'place', text: place },
    '{scene}': { kind: 'scene', text: scene },
  };
  const told = decision ? decisionAlone(decision, words, now) : words.decision.unanswered;
  const time = decision && timeOf(decision, words, now);
  const parts: SentencePart[] = [];
  for (const piece of words.sentence.split(/(\{\w+\})/)) {
    if (piece === '{decision}') parts.push(...decisionParts(told, time));
    else if (piece !== '') parts.push(fill[piece] ?? { kind: 'text', text: piece });
  }
  return {
    shape: decision ? SHAPES[decision.kind] : 'question',
    parts,
    plain: parts.map((part) => part.text).join(''),
    left: decision && left(decision, words, now),
    why: decision && why(decision, words),
  };
}
