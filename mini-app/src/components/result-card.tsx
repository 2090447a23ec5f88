/** ResultCard: one test: its outcome, both times, who tested, and every channel that shows it. */
import { Text, View } from '@tarojs/components';
import type { Instant } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { headline, sayings, seenIn } from '../sentences/result-words.ts';
import { dateTime } from '../sentences/times.ts';
import type { ShownResult } from '../server/answers.ts';
import type { SourceState } from '../server/source-state.ts';
import { Fact } from './fact.tsx';
import './result-card.css';

interface ResultCardProps {
  result: ShownResult;
  sources: SourceState[];
  now: Instant;
  /** Below its row, which has said its outcome: everything else there is. */
  whole?: boolean;
  /** Whose it is, where the person has several documents. */
  withDocument?: boolean;
}

export function ResultCard({ result, sources, now, whole, withDocument }: ResultCardProps) {
  const { words, language } = useSettings();
  const time = (at: Instant | undefined) => (at === undefined ? words.notTold : dateTime(at, now, words));
  const reported =
    result.reportIssuedAt === undefined && !result.outcome && !result.outcomeUnknown
      ? words.reportNotOut
      : time(result.reportIssuedAt);
  const { type, last4 } = result.document;
  return (
    <View className="result-card">
      {!whole && <Text className="result-card-outcome">{headline(result, words)}</Text>}
      <Fact name={words.sampled} value={time(result.sampleCollectedAt)} />
      {result.testedAt !== undefined && <Fact name={words.tested} value={time(result.testedAt)} />}
      <Fact name={words.reported} value={reported} />
      <Fact name={words.institution} value={result.institution ?? words.notTold} />
      {whole && result.samplingPoint && <Fact name={words.samplingPoint} value={result.samplingPoint} />}
      <Fact name={words.seenIn} value={seenIn(result, sources, language, words)} />
      {(whole || withDocument) && (
        <Fact name={words.document} value={words.documentEnding(words.documentType[type], last4)} />
      )}
      {result.contradicted && (
        <View className="result-card-contradicted">
          <Text className="block">{words.contradicted}</Text>
          {sayings(result, sources, language, words).map((saying) => (
            <Text key={saying} className="block">
              {saying}
            </Text>
          ))}
        </View>
      )}
    </View>
  );
}
