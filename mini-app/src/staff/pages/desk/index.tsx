/** 固定岗: a computer with a scanner that types, at a counter: the verdict large, the connection and the day beside it. */
import { Text, View } from '@tarojs/components';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { asNews } from '../../../components/accessible.ts';
import { Page } from '../../../components/page.tsx';
import { Tap } from '../../../components/tap.tsx';
import { go } from '../../../go.ts';
import { platform } from '../../../wiring.ts';
import { DeskConnection } from '../../components/desk-connection.tsx';
import { Queue } from '../../components/queue.tsx';
import { VerdictView } from '../../components/verdict-view.tsx';
import { familyTold } from '../../family-told.ts';
import { goStaff, whatOpens } from '../../go-staff.ts';
// Without an extension: only browsers have a keyboard to listen to.
import { listenKeys } from '../../listen-keys';
import { useGate } from '../../use-gate.ts';
import { useListState } from '../../use-list-state.ts';
import { useOnline } from '../../use-online.ts';
import { useCounts } from '../../use-post.ts';
import { useTelling } from '../../use-telling.ts';
import { useWhere } from '../../use-where.ts';
import { deskLink, device } from '../../wiring.ts';
import { useStaffWords } from '../../words/index.ts';
import './index.css';

export default function DeskPage() {
  const words = useStaffWords();
  const where = useWhere();
  const counts = useCounts();
  const list = useListState();
  const online = useOnline();
  const telling = useTelling();
  const link = useSyncExternalStore(deskLink.subscribe, deskLink.get);
  const { gate, state, ask, compared } = useGate(deskLink.token);
  const [here, setHere] = useState(true);
  const [seen, setSeen] = useState(true);
  const label = useRef(words.deskField);

  useDidShow(() => {
    deskLink.show();
    setSeen(true);
  });
  useDidHide(() => {
    deskLink.hide();
    setSeen(false);
  });
  useEffect(
    () => (seen ? listenKeys({ label: label.current, onCode: gate.scanned, onFocus: setHere }) : undefined),
    [gate, seen],
  );
  useEffect(() => (seen ? device.keepWatch() : undefined), [seen]);
  useEffect(() => () => deskLink.hide(), []);

  if (platform.name !== 'browser') {
    return (
      <Page title={words.deskTitle}>
        <Text className="block">{words.deskOnlyBrowser}</Text>
      </Page>
    );
  }
  const { current, family } = state;
  const isPaired = link.kind === 'paired';
  const cannotAsk =
    link.kind === 'ended' ? words.deskEnded : !isPaired ? words.deskAlone : online ? undefined : words.askNoNetwork;
  return (
    <Page>
      <View className="desk" onClick={device.touched}>
        <View className="desk-side">
          <Tap className="link" onTap={() => go.instead('home')}>
            <Text>‹ {words.citizenSide}</Text>
          </Tap>
          <Text className="section-title">{words.deskTitle}</Text>
          <Text className="block desk-where">{where.name}</Text>
          <Text className="block quiet">{where.rule}</Text>
          <Text className="block" aria-label={words.countsLabel}>
            {words.counts(counts.admit, counts.refuse, counts.askOnline)}
          </Text>
          <Tap className={list.stops ? 'desk-list desk-list-stops' : 'desk-list'} onTap={list.ask}>
            <Text>{list.text}</Text>
          </Tap>
          <DeskConnection link={link} />
          <Tap className="link" onTap={() => goStaff.to('tally')}>
            <Text>{words.toTally}</Text>
          </Tap>
          <View className="desk-last">
            <Queue state={state} telling={telling} compact />
          </View>
        </View>
        <View className="desk-main" {...asNews}>
          {current ? (
            <VerdictView
              told={current}
              telling={telling}
              cannotAsk={cannotAsk}
              family={family}
              onCompared={(outcome) => compared(current.serial, outcome)}
              onAsk={() => ask(current.serial)}
              open={whatOpens(current)}
            />
          ) : (
            <View className="desk-ready">
              <Text className="desk-ready-title">{here ? words.deskReady : words.deskLost}</Text>
              {family && <Text className="block">{familyTold(family, words)}</Text>}
              <Text className="block">{here ? words.deskReadyTodo : words.deskLostTodo}</Text>
            </View>
          )}
        </View>
      </View>
    </Page>
  );
}
