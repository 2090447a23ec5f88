/** ResultRow: one of the other results in few lines; tapped, the whole of it. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Instant } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { headline, ownDecision } from '../sentences/result-words.ts';
import { dateTime } from '../sentences/times.ts';
import type { ShownResult } from '../server/answers.ts';
import type { SourceState } from '../server/source-state.ts';
import { ResultCard } from './result-card.tsx';
import { Tap } from './tap.tsx';
import './result-row.css';

interface ResultRowProps {
  result: ShownResult;
  sources: SourceState[];
  now: Instant;
}

export function ResultRow({ result, sources, now }: ResultRowProps) {
  const { words } = useSettings();
  const [open, setOpen] = useState(false);
  const times = [
    result.sampleCollectedAt !== undefined && `${words.sampled} ${dateTime(result.sampleCollectedAt, now, words)}`,
    result.reportIssuedAt !== undefined && `${words.reported} ${dateTime(result.reportIssuedAt, now, words)}`,
  ].filter((time) => time !== false);
  return (
    <View className="result-row">
      <Tap className="result-row-head" onTap={() => setOpen(!open)}>
        <View className="result-row-text">
          <Text className="block result-row-outcome">{headline(result, words)}</Text>
          <Text className="block">{ownDecision(result, words, now)}</Text>
          {!open &&
            times.map((time) => (
              <Text key={time} className="block small quiet">
                {time}
              </Text>
            ))}
        </View>
        <Text className="result-row-toggle">{open ? words.fold : words.open}</Text>
      </Tap>
      {open && <ResultCard result={result} sources={sources} now={now} whole />}
    </View>
  );
}
