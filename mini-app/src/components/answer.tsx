/** Answer: everything the server said, in the order of the face: decision, proof, one button, then the rest. */
import { Text, View } from '@tarojs/components';
import type { Instant } from '../../../core/index.ts';
import type { Results } from '../answers.ts';
import { shortTime } from '../times.ts';
import { useSettings } from '../use-settings.ts';
import { BigButton } from './big-button.tsx';
import { Decision } from './decision.tsx';
import { ResultCard } from './result-card.tsx';
import { ResultList } from './result-list.tsx';
import { SourceList } from './source-list.tsx';
import { hasAnswered } from './source-words.ts';

interface AnswerProps {
  /** As of `now`. */
  results: Results;
  place: string;
  now: Instant;
  asking: boolean;
  onPlace(): void;
  onScene(): void;
  onAsk(): void;
}

/** The next look comes by itself before a person would tap; a turn in a queue may be minutes away. */
const SOON_MS = 12_000;

export function Answer({ results, place, now, asking, onPlace, onScene, onAsk }: AnswerProps) {
  const { words, elder } = useSettings();
  const { decision, policy, sources } = results;
  const restsOn = 'resultId' in decision ? results.results.find(({ id }) => id === decision.resultId) : undefined;
  const others = results.results.filter((result) => result !== restsOn);
  const answered = sources.filter(hasAnswered).length;
  const soon = results.pollAfterMs !== null && results.pollAfterMs <= SOON_MS;
  const askAgainAt = soon ? null : results.askAgainAt;
  return (
    <View>
      <Decision results={results} place={place} now={now} onPlace={onPlace} onScene={onScene} />
      {restsOn && (
        <View className="section">
          <Text className="section-title">{words.restsOn}</Text>
          <ResultCard result={restsOn} sources={sources} now={now} />
        </View>
      )}
      {policy && (
        <Text className="home-status small quiet">
          {words.rule(policy.windowHours, words.ruleFrom[policy.startsFrom])}
          {!elder && policy.document ? ` · ${words.ruleDocument(policy.document)}` : ''}
        </Text>
      )}
      <View className="home-action">
        <BigButton
          text={asking || soon ? words.refreshing : askAgainAt === null ? words.refresh : words.askNow}
          off={asking || soon}
          onTap={onAsk}
        />
        <Text className="home-status quiet">
          {words.asOf(shortTime(results.asOf, now, words))}
          {answered < sources.length ? ` · ${words.answeredOf(answered, sources.length)}` : ''}
        </Text>
        {askAgainAt !== null && (
          <Text className="block quiet">{words.askAgain(shortTime(askAgainAt, now, words))}</Text>
        )}
      </View>
      <SourceList sources={sources} now={now} />
      <ResultList
        title={restsOn ? words.results : words.allResults}
        results={others}
        sources={sources}
        now={now}
        none={restsOn ? undefined : answered < sources.length ? words.noResultsYet : words.noResults}
      />
    </View>
  );
}
