/** SourceList: 各渠道, folded to who has answered and who has not; open, every source with its own sentence. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Instant } from '../../../core/index.ts';
import type { SourceState } from '../answers.ts';
import { useSettings } from '../use-settings.ts';
import {
  hasAnswered,
  isAsking,
  isQueueing,
  isSilent,
  openMatters,
  sourceFootnote,
  sourceSentence,
} from './source-words.ts';
import { Tap } from './tap.tsx';
import './source-list.css';

interface SourceListProps {
  sources: SourceState[];
  now: Instant;
}

export function SourceList({ sources, now }: SourceListProps) {
  const { words, language } = useSettings();
  const [open, setOpen] = useState(false);
  const count = (which: (source: SourceState) => boolean) => sources.filter(which).length;
  const answered = count(hasAnswered);
  const asking = count(isAsking);
  const queueing = count(isQueueing);
  const silent = count(isSilent);
  const summary = [
    words.answeredOf(answered, sources.length),
    asking > 0 && words.stillAsking(asking),
    queueing > 0 && words.queueing(queueing),
    silent > 0 && words.silent(silent),
  ].filter((part) => part !== false);
  return (
    <View className="source-list section">
      <Tap className="source-list-head" onTap={() => setOpen(!open)}>
        <View>
          <Text className="source-list-title">{words.channels}</Text>
          <Text className="quiet">{summary.join(language === 'zh' ? '，' : ', ')}</Text>
        </View>
        <Text className="source-list-toggle">{open ? words.fold : words.open}</Text>
      </Tap>
      {open ? (
        sources.map((source) => <SourceRow key={source.id} source={source} now={now} />)
      ) : (
        <OpenMatters lines={openMatters(sources, words, language, now)} />
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

function SourceRow({ source, now }: { source: SourceState; now: Instant }) {
  const { words, language } = useSettings();
  const footnote = sourceFootnote(source, words, now);
  return (
    <View className="source-row">
      <Text className="block source-row-name">{source[language]}</Text>
      <Text className="block">{sourceSentence(source, words, now)}</Text>
      {source.announcement && <Text className="block">{source.announcement[language]}</Text>}
      {footnote && <Text className="block small quiet">{footnote}</Text>}
    </View>
  );
}
