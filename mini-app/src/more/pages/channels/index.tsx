/** 各渠道状态: every source there is, by kind and place, and how it stands; for anybody, without signing in. */
import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { CHANNELS, NATIONAL } from '../../../../../core/index.ts';
import { BigButton } from '../../../components/big-button.tsx';
import { ChannelRow } from '../../../components/channel-row.tsx';
import { NoticeBar } from '../../../components/notice-bar.tsx';
import { Page } from '../../../components/page.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { TroubleNote } from '../../../components/trouble-note.tsx';
import { useChannels } from '../../../hooks/use-channels.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { usePlaces } from '../../../hooks/use-places.ts';
import { useSettings } from '../../../hooks/use-settings.ts';
import { channelsSummary, isSought } from '../../../sentences/channel-words.ts';
import { shortTime } from '../../../sentences/times.ts';
import type { ChannelStatus } from '../../../server/channel-status.ts';
import './index.css';

export default function Channels() {
  const { words, language } = useSettings();
  const { channels, trouble, refresh } = useChannels();
  const places = usePlaces();
  const now = useNow();
  const [query, setQuery] = useState('');
  useDidShow(refresh);

  const placeOf = (code: string) => places.find((place) => place.code === code)?.[language] ?? '';
  /** Where a source is, unless its name says so. */
  const placeBeside = (source: ChannelStatus) => {
    if (source.jurisdiction === NATIONAL) return undefined;
    const place = placeOf(source.jurisdiction);
    const stem = language === 'zh' ? place.slice(0, 2) : place.split(' ')[0]!;
    return source[language].indexOf(stem) < 0 ? place : undefined;
  };
  const sources = (channels?.sources ?? []).filter((source) => isSought(source, placeOf(source.jurisdiction), query));
  // GB/T 2260 puts a city's own system after its province's.
  sources.sort((one, other) =>
    one.jurisdiction < other.jurisdiction ? -1 : one.jurisdiction > other.jurisdiction ? 1 : 0,
  );
  const groups = CHANNELS.map((kind) => ({ kind, sources: sources.filter(({ channel }) => channel === kind) }));
  return (
    <Page title={words.channelsPage.title}>
      <Text className="block quiet">{words.channelsPage.lead}</Text>
      {channels && trouble?.kind === 'offline' ? (
        <NoticeBar text={words.channelsPage.oldAnswer(shortTime(channels.asOf, now, words))} />
      ) : (
        trouble && <TroubleNote trouble={trouble} />
      )}
      {trouble && (
        <View className="second-button">
          <BigButton second text={words.refresh} onTap={refresh} />
        </View>
      )}
      {!channels && !trouble && <Text className="block section quiet">{words.loading}</Text>}
      {channels && (
        <View>
          <Text className="block channels-summary">{channelsSummary(channels.sources, words)}</Text>
          <Text className="block small quiet">{words.channelsPage.asOf(shortTime(channels.asOf, now, words))}</Text>
          <TextField
            label={words.channelsPage.search}
            hint={words.channelsPage.searchHint}
            value={query}
            onChange={setQuery}
          />
          {sources.length === 0 && (
            <Text className="block section">{words.channelsPage.nothingFound(query.trim())}</Text>
          )}
          {groups
            .filter((group) => group.sources.length > 0)
            .map((group) => (
              <View key={group.kind} className="section">
                <Text className="section-title">{`${words.channel[group.kind]} · ${group.sources.length}`}</Text>
                {group.sources.map((source) => (
                  <ChannelRow key={source.id} source={source} place={placeBeside(source)} now={now} />
                ))}
              </View>
            ))}
        </View>
      )}
    </Page>
  );
}
