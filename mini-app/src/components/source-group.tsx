/** SourceGroup: the sources that say the same, under that word and their number; a long group is folded to a few names. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Instant } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import type { SayingGroup } from '../server/source-sayings.ts';
import { SourceRow } from './source-row.tsx';
import { Tap } from './tap.tsx';

/** As many as are seen at a glance; more are opened by a touch. */
const SHORT = 4;
const NAMED = 3;

export function SourceGroup({ group, now }: { group: SayingGroup; now: Instant }) {
  const { words, language } = useSettings();
  const { saying, sources } = group;
  /** Undefined until somebody has touched it: while answers come in, a group may grow long by itself. */
  const [chosen, setChosen] = useState<boolean>();
  const long = sources.length > SHORT;
  const open = chosen ?? !long;
  const title = `${words.saying[saying]} · ${sources.length}`;
  const note = words.sayingNote[saying];
  return (
    <View className="source-group">
      {long ? (
        <Tap
          className="source-group-head"
          label={`${title}${words.comma}${open ? words.fold : words.open}`}
          onTap={() => setChosen(!open)}
        >
          <Text className="source-group-title">{title}</Text>
          <Text className="source-list-toggle">{open ? words.fold : words.open}</Text>
        </Tap>
      ) : (
        <View className="source-group-head">
          <Text className="source-group-title">{title}</Text>
        </View>
      )}
      {note && <Text className="block small quiet">{note}</Text>}
      {open ? (
        sources.map((source) => <SourceRow key={source.id} source={source} now={now} />)
      ) : (
        <Text className="block quiet">
          {words.someOf(
            sources.slice(0, NAMED).map((source) => source[language]),
            sources.length,
          )}
        </Text>
      )}
    </View>
  );
}
