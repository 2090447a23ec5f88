/** SourceRow: one source in the list of channels: its name, its word with the time, and what else must be known of it. */
import { Text, View } from '@tarojs/components';
import type { Instant } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { shortSentence, sourceFootnote, sourceSentence } from '../sentences/source-words.ts';
import type { SourceState } from '../server/source-state.ts';
import { asText } from './accessible.ts';

export function SourceRow({ source, now }: { source: SourceState; now: Instant }) {
  const { words, language } = useSettings();
  const name = source[language];
  const short = shortSentence(source, words, now);
  const notes = [
    source.announcement?.[language],
    source.held ? words.source.held : undefined,
    sourceFootnote(source, words, now),
  ].filter((note) => note !== undefined);
  const spoken = [name, sourceSentence(source, words, now), ...notes].join(words.comma);
  return (
    <View className="source-row" {...asText(spoken)}>
      <View className="source-row-line">
        <Text className="source-row-name">{name}</Text>
        {short && <Text className="source-row-word">{short}</Text>}
      </View>
      {notes.map((note) => (
        <Text key={note} className="block small quiet">
          {note}
        </Text>
      ))}
    </View>
  );
}
