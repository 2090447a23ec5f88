/** SourceList: 各渠道, folded to how many have answered and who has not; open, grouped by what they say. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Instant } from '../../../core/index.ts';
import { go } from '../go.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { openMatters } from '../sentences/source-words.ts';
import { bySaying, hasAnswered, isConnected, type Saying } from '../server/source-sayings.ts';
import type { SourceState } from '../server/source-state.ts';
import { Progress } from './progress.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { SourceGroup } from './source-group.tsx';
import { Tap } from './tap.tsx';
import './source-list.css';

interface SourceListProps {
  sources: SourceState[];
  now: Instant;
}

export function SourceList({ sources, now }: SourceListProps) {
  const { words, language } = useSettings();
  const [open, setOpen] = useState(false);
  const groups = bySaying(sources);
  const count = (saying: Saying) => groups.find((group) => group.saying === saying)?.sources.length ?? 0;
  const answered = sources.filter(hasAnswered).length;
  const connected = sources.filter(isConnected).length;
  const told: [number, (count: number) => string][] = [
    [count('asking'), words.stillAsking],
    [count('busy'), words.queueing],
    [count('silent'), words.silent],
    [count('not-connected'), words.notConnected],
  ];
  const counts = told.filter(([some]) => some > 0).map(([some, say]) => say(some));
  const summary = [words.answeredOf(answered, connected), ...counts];
  const underWay = count('asking') + count('busy') > 0;
  return (
    <View className="source-list section">
      <Tap className="source-list-head" onTap={() => setOpen(!open)}>
        <View className="source-list-line">
          <Text className="source-list-title">{words.channels}</Text>
          <Text className="source-list-toggle">{open ? words.fold : words.open}</Text>
        </View>
        <View className="quiet">
          {summary.map((clause, at) => (
            <Text key={clause} className="source-list-clause">
              {at < summary.length - 1 ? clause + words.comma : clause}
            </Text>
          ))}
        </View>
      </Tap>
      {underWay && <Progress done={answered} all={connected} told={words.answeredOf(answered, connected)} />}
      {!open && <OpenMatters lines={openMatters(sources, words, language, now)} />}
      <ScopeChoice />
      {open && groups.map((group) => <SourceGroup key={group.saying} group={group} now={now} />)}
      {open && (
        <Tap className="link" onTap={() => go.to('channels')}>
          <Text>{words.channelsPage.title}</Text>
        </Tap>
      )}
    </View>
  );
}

function OpenMatters({ lines }: { lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <View className="source-list-open-matters">
      {lines.map((line) => (
        <Text key={line} className="block">
          {line}
        </Text>
      ))}
    </View>
  );
}
