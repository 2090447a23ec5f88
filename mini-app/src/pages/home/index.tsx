/** 首页: the answer, its proof, what to do next, then the rest. */
import { Text, View } from '@tarojs/components';
import Taro, { useDidHide, useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { NATIONAL } from '../../../../core/index.ts';
import { Answer } from '../../components/answer.tsx';
import { BigButton } from '../../components/big-button.tsx';
import { Decision } from '../../components/decision.tsx';
import { LinkRow } from '../../components/link-row.tsx';
import { NoticeBar } from '../../components/notice-bar.tsx';
import { Page } from '../../components/page.tsx';
import { PlacePicker } from '../../components/place-picker.tsx';
import { ScenePicker } from '../../components/scene-picker.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Tap } from '../../components/tap.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { go } from '../../go.ts';
import { useNow } from '../../hooks/use-now.ts';
import { usePlaces } from '../../hooks/use-places.ts';
import { useSettings } from '../../hooks/use-settings.ts';
import { useWaysOut } from '../../hooks/use-ways-out.ts';
import { isBusy } from '../../http/trouble.ts';
import { leadsToCheck } from '../../launch.ts';
import { aged } from '../../sentences/ageing.ts';
import { shortTime } from '../../sentences/times.ts';
import { platform, resultsWatch, settings } from '../../wiring.ts';
import './index.css';

export default function Home() {
  const { words, language, elder, place, scene } = useSettings();
  const watched = useSyncExternalStore(resultsWatch.subscribe, resultsWatch.get);
  const places = usePlaces();
  const now = useNow();
  const [picking, setPicking] = useState<'place' | 'scene'>();
  const { trouble, asking } = watched;
  const results = watched.results && aged(watched.results, now);

  function arrive() {
    const chosen = settings.get();
    if (!chosen.consent) return go.instead('welcome');
    resultsWatch.choose(chosen.place, chosen.scene);
    resultsWatch.show();
  }
  useDidShow(() => {
    if (!leadsToCheck(arrive)) arrive();
  });
  useDidHide(() => resultsWatch.hide());
  useEffect(() => resultsWatch.choose(place, scene), [place, scene]);
  useEffect(() => platform.watchNetwork((online) => online && resultsWatch.networkBack()), []);
  usePullDownRefresh(() => void resultsWatch.askNow().then(() => Taro.stopPullDownRefresh()));
  useWaysOut(trouble);

  const named = results?.jurisdiction.code === place ? results.jurisdiction : places.find(({ code }) => code === place);
  const placeName = place === NATIONAL ? words.nationwide : (named?.[language] ?? place);
  const close = () => setPicking(undefined);

  return (
    <Page>
      <View className="home-top">
        <Tap className="link" onTap={() => settings.change({ elder: !elder })}>
          <Text>{elder ? words.elderOff : words.elder}</Text>
        </Tap>
        <Tap className="link home-top-right" onTap={() => go.to('me')}>
          <Text>{words.me}</Text>
        </Tap>
      </View>
      {results && trouble?.kind === 'offline' && (
        <NoticeBar text={words.oldAnswer(shortTime(results.asOf, now, words))} />
      )}
      {isBusy(trouble) ? (
        <NoticeBar text={words.busyWaits} />
      ) : (
        trouble && !(results && trouble.kind === 'offline') && <TroubleNote trouble={trouble} />
      )}
      {results ? (
        <Answer
          results={results}
          place={placeName}
          now={now}
          asking={asking}
          onPlace={() => setPicking('place')}
          onScene={() => setPicking('scene')}
          onAsk={() => void resultsWatch.askNow()}
          onEverywhere={() => resultsWatch.ask('everywhere')}
        />
      ) : trouble ? (
        <View>
          <Decision
            scene={scene}
            place={placeName}
            now={now}
            onPlace={() => setPicking('place')}
            onScene={() => setPicking('scene')}
          />
          <View className="home-action">
            <BigButton
              second
              text={asking ? words.refreshing : words.refresh}
              off={asking}
              onTap={() => void resultsWatch.askNow()}
            />
          </View>
        </View>
      ) : (
        <Skeleton />
      )}
      <View className="home-foot">
        <LinkRow text={words.scanVenue} onTap={() => go.to('venue')} />
        <LinkRow text={words.turnedAway} onTap={() => go.to('refused')} />
        <Text className="block small quiet home-what">{words.notAHealthCode}</Text>
        <Tap className="link" onTap={() => go.to('notice')}>
          <Text>{words.noticeLink}</Text>
        </Tap>
      </View>
      <View className="home-show">
        <BigButton text={words.show.open} onTap={() => go.to('show')} />
      </View>
      {picking === 'place' && <PlacePicker places={places} onClose={close} />}
      {picking === 'scene' && <ScenePicker onClose={close} />}
    </Page>
  );
}
