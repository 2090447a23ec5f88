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

export function Answer({ results, place, now, asking, onPlace, onScene, onAsk }: AnswerProps) {
  const { words, elder } = useSettings();
  const { decision, policy, sources } = results;
  const restsOn = 'resultId' in decision ? results.results.find(({ id }) => id === decision.resultId) : undefined;
  const others = results.results.filter((result) => result !== restsOn);
  const answered = sources.filter(hasAnswered).length;
  const underWay = asking || results.pollAfterMs !== null;
  const askAgainAt = results.pollAfterMs === null && results.askAgainAt !== null ? results.askAgainAt : undefined;
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
          text={underWay ? words.refreshing : askAgainAt === undefined ? words.refresh : words.askNow}
          off={asking}
          onTap={onAsk}
        />
        <Text className="home-status quiet">
          {words.asOf(shortTime(results.asOf, now, words))}
          {answered < sources.length ? ` · ${words.answeredOf(answered, sources.length)}` : ''}
        </Text>
        {askAgainAt !== undefined && (
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
