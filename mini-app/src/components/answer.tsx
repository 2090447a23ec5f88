/** Answer: everything the server said, in the order of the face: decision, proof, one button, then the rest. */
import { Text, View } from '@tarojs/components';
import type { Instant } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { shortTime } from '../sentences/times.ts';
import type { Results } from '../server/answers.ts';
import { hasAnswered, isConnected } from '../server/source-sayings.ts';
import { BigButton } from './big-button.tsx';
import { Decision } from './decision.tsx';
import { PaperSection } from './paper-section.tsx';
import { PolicyLine } from './policy-line.tsx';
import { ResultCard } from './result-card.tsx';
import { ResultList } from './result-list.tsx';
import { SourceList } from './source-list.tsx';

interface AnswerProps {
  /** As of `now`. */
  results: Results;
  place: string;
  now: Instant;
  asking: boolean;
  onPlace(): void;
  onScene(): void;
  onAsk(): void;
  /** Asks every channel there is. */
  onEverywhere(): void;
}

/** The next look comes by itself before a person would tap; a turn in a queue may be minutes away. */
const SOON_MS = 12_000;

/** A channel nobody asked may hold a newer result, or the first; one that is not connected cannot be asked. */
function wouldHelpToAskMore({ decision, unasked }: Results): boolean {
  return decision.kind === 'undetermined' && decision.reason === 'sources-unasked' && unasked > 0;
}

/** Everybody who can be asked was, and only channels that this deployment does not reach may know more. */
function onlyUnconnected({ decision, unasked, unconnected }: Results): boolean {
  return decision.kind === 'undetermined' && decision.reason === 'sources-unasked' && unasked === 0 && unconnected > 0;
}

/** What an empty list means: never more than the channels have said. */
function noneSoFar({ sources, decision }: Results): 'noResultsYet' | 'noResultsWhereAsked' | 'noResults' {
  if (!sources.filter(isConnected).every(hasAnswered)) return 'noResultsYet';
  return decision.kind === 'not-recognised' ? 'noResults' : 'noResultsWhereAsked';
}

export function Answer({ results, place, now, asking, onPlace, onScene, onAsk, onEverywhere }: AnswerProps) {
  const { words } = useSettings();
  const { decision, policy, sources } = results;
  const restsOn = 'resultId' in decision ? results.results.find(({ id }) => id === decision.resultId) : undefined;
  const others = results.results.filter((result) => result !== restsOn);
  const answered = sources.filter(hasAnswered).length;
  const connected = sources.filter(isConnected).length;
  const severalDocuments = new Set(results.results.map(({ document }) => document.type + document.last4)).size > 1;
  const soon = results.pollAfterMs !== null && results.pollAfterMs <= SOON_MS;
  const askAgainAt = soon ? null : results.askAgainAt;
  const action =
    asking || soon
      ? 'refreshing'
      : askAgainAt !== null
        ? 'askNow'
        : wouldHelpToAskMore(results)
          ? 'askEverywhere'
          : 'refresh';
  return (
    <View>
      <Decision
        decision={decision}
        why={onlyUnconnected(results) ? words.onlyUnconnected(results.unconnected) : undefined}
        stricter={results.stricter}
        scene={results.scene}
        place={place}
        now={now}
        onPlace={onPlace}
        onScene={onScene}
      />
      {restsOn && (
        <View className="section">
          <Text className="section-title">{words.restsOn}</Text>
          <ResultCard result={restsOn} sources={sources} now={now} withDocument={severalDocuments} />
        </View>
      )}
      {policy && <PolicyLine policy={policy} />}
      <View className="home-action">
        <BigButton
          second
          text={words[action]}
          off={action === 'refreshing'}
          onTap={action === 'askEverywhere' ? onEverywhere : onAsk}
        />
        <Text className="home-status quiet">
          {words.asOf(shortTime(results.asOf, now, words))}
          {answered < connected ? ` · ${words.answeredOf(answered, connected)}` : ''}
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
        none={restsOn ? undefined : words[noneSoFar(results)]}
      />
      <PaperSection papers={results.papers} now={now} />
    </View>
  );
}
