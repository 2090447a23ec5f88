/** ResultWords: one result in words: its outcome, its own decision, and who shows it. */
import type { Instant, Outcome } from '../../../core/index.ts';
import type { ShownResult } from '../server/answers.ts';
import type { SourceState } from '../server/source-state.ts';
import type { Language, Words } from '../words/index.ts';
import { dateTime } from './times.ts';

type Told = Pick<
  ShownResult,
  'contradicted' | 'outcome' | 'outcomeUnknown' | 'reportIssuedAt' | 'testedAt' | 'sampleCollectedAt'
>;

/** 阴性, 检测中, 已采样 …; never guessed from what is missing. */
function outcomeWord(result: Told, words: Words): string {
  if (result.contradicted) return words.outcomeDisputed;
  if (result.outcome) return words.outcome[result.outcome];
  if (result.outcomeUnknown) return words.outcomeUnknown;
  return result.testedAt === undefined && result.sampleCollectedAt !== undefined
    ? words.sampledOnly
    : words.outcomeNotOut;
}

/** 阴性 · 10 人混采; where no channel says how it was pooled, the outcome alone. */
export function headline(result: ShownResult, words: Words): string {
  const { poolSize } = result;
  const outcome = outcomeWord(result, words);
  if (poolSize === undefined) return outcome;
  return `${outcome} · ${poolSize === 1 ? words.single : words.pooled(poolSize)}`;
}

export function ownDecision(result: ShownResult, words: Words, now: Instant): string {
  const { decision } = result;
  switch (decision.kind) {
    case 'recognised':
      return words.resultDecision.recognised(dateTime(decision.until, now, words));
    case 'expired':
      return words.resultDecision.expired(dateTime(decision.since, now, words));
    case 'not-recognised':
      return words.resultDecision.notRecognised;
    case 'pending':
      return words.resultDecision.pending;
    case 'undetermined':
      return words.resultDecision.undetermined;
    case 'not-required':
      return words.resultDecision.notRequired;
  }
}

/** Each source that shows the result, once, by name. */
export function seenIn(result: ShownResult, sources: SourceState[], language: Language, words: Words): string {
  const names = result.sightings.map(
    (sighting) =>
      sources.find((source) => source.id === sighting.source)?.[language] ?? words.channel[sighting.channel],
  );
  return [...new Set(names)].join(language === 'zh' ? '、' : ', ');
}

/** What each source says where they disagree. */
export function sayings(result: ShownResult, sources: SourceState[], language: Language, words: Words): string[] {
  const say = (outcome: Outcome | undefined) => (outcome ? words.outcome[outcome] : words.outcomeUnknown);
  return result.sightings.map((sighting) =>
    words.says(
      sources.find((source) => source.id === sighting.source)?.[language] ?? words.channel[sighting.channel],
      say(sighting.outcome),
    ),
  );
}
