/** ResultList: the other results, the newest few first, each in two lines; 长辈版 shows them only when asked. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Instant } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import type { ShownResult } from '../server/answers.ts';
import type { SourceState } from '../server/source-state.ts';
import { ResultRow } from './result-row.tsx';
import { Tap } from './tap.tsx';

interface ResultListProps {
  title: string;
  /** Newest first. */
  results: ShownResult[];
  sources: SourceState[];
  now: Instant;
  /** What to say where there is nothing; absent where the answer above shows a result. */
  none?: string;
}

const FIRST = 3;

export function ResultList({ title, results, sources, now, none }: ResultListProps) {
  const { words, elder } = useSettings();
  const [all, setAll] = useState(false);
  const first = elder ? 0 : FIRST;
  const shown = all ? results : results.slice(0, first);
  const hidden = results.length - first;
  if (results.length === 0 && !none) return null;
  return (
    <View className="section">
      <Text className="section-title">{title}</Text>
      {results.length === 0 && <Text>{none}</Text>}
      {shown.map((result) => (
        <ResultRow key={result.id} result={result} sources={sources} now={now} />
      ))}
      {hidden > 0 && (
        <Tap className="link" onTap={() => setAll(!all)}>
          <Text>{all ? words.fewerResults : words.moreResults(hidden)}</Text>
        </Tap>
      )}
    </View>
  );
}
