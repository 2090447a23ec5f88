/** ChannelRow: one source in a line or two; opened, everything that is known of it. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Instant } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { standingDetails, standingSentence } from '../sentences/channel-words.ts';
import type { ChannelStatus } from '../server/channel-status.ts';
import { DayPlot } from './day-plot.tsx';
import { Tap } from './tap.tsx';
import './result-row.css';

interface ChannelRowProps {
  source: ChannelStatus;
  /** Where it is, where its name does not say so. */
  place?: string;
  now: Instant;
}

export function ChannelRow({ source, place, now }: ChannelRowProps) {
  const { words, language } = useSettings();
  const [open, setOpen] = useState(false);
  const name = source[language];
  const sentence = standingSentence(source, words, now);
  return (
    <View className="result-row">
      <Tap
        className="result-row-head"
        label={[name, sentence, open ? words.fold : words.open].join('，')}
        onTap={() => setOpen(!open)}
      >
        <View className="result-row-text">
          <Text className="block result-row-outcome">{name}</Text>
          {place && <Text className="block small quiet">{place}</Text>}
          <Text className="block quiet">{sentence}</Text>
          {source.announcement && <Text className="block">{source.announcement[language]}</Text>}
        </View>
        <Text className="result-row-toggle">{open ? words.fold : words.open}</Text>
      </Tap>
      {open && (
        <View>
          {standingDetails(source, words).map((line) => (
            <Text key={line} className="block small">
              {line}
            </Text>
          ))}
          {source.connected && <DayPlot day={source.day} now={now} />}
        </View>
      )}
    </View>
  );
}
