/** 核验: the camera that never closes, and over it the verdict of whoever holds up a code. Needs neither session nor network. */
import { Text, View } from '@tarojs/components';
import Taro, { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { asNews } from '../../../components/accessible.ts';
import { BigButton } from '../../../components/big-button.tsx';
import { Page } from '../../../components/page.tsx';
import { PlacePicker } from '../../../components/place-picker.tsx';
import { ScenePicker } from '../../../components/scene-picker.tsx';
import { Tap } from '../../../components/tap.tsx';
import { go } from '../../../go.ts';
import { usePlaces } from '../../../hooks/use-places.ts';
import { useSettings } from '../../../hooks/use-settings.ts';
import { openedElsewhere } from '../../../launch.ts';
import { platform } from '../../../wiring.ts';
import { CheckBar } from '../../components/check-bar.tsx';
import { Queue } from '../../components/queue.tsx';
// Without an extension: browsers have a camera of their own.
import { ScanWindow } from '../../components/scan-window';
import type { CameraState } from '../../components/scan-window-contract.ts';
import { VerdictView } from '../../components/verdict-view.tsx';
import { familyTold } from '../../family-told.ts';
import { goStaff, whatOpens } from '../../go-staff.ts';
import { useGate } from '../../use-gate.ts';
import { useListState } from '../../use-list-state.ts';
import { useOnline } from '../../use-online.ts';
import { useCounts, usePost } from '../../use-post.ts';
import { useTelling } from '../../use-telling.ts';
import { useWhere } from '../../use-where.ts';
import { device } from '../../wiring.ts';
import { useStaffWords } from '../../words/index.ts';
import './index.css';

export default function Check() {
  const words = useStaffWords();
  const { elder } = useSettings();
  const { venue } = usePost();
  const where = useWhere();
  const counts = useCounts();
  const list = useListState();
  const online = useOnline();
  const telling = useTelling();
  const { gate, state, ask, compared } = useGate();
  const [camera, setCamera] = useState<CameraState>('opening');
  /** Which camera this is; 0: none, for the page is not seen. */
  const [mounted, setMounted] = useState(0);
  const cameras = useRef(0);
  const [torch, setTorch] = useState(false);
  const [hasTorch, setHasTorch] = useState(false);
  const [open, setOpen] = useState<'queue' | 'place' | 'scene'>();
  const places = usePlaces();

  function openCamera() {
    cameras.current += 1;
    setCamera('opening');
    setMounted(cameras.current);
  }

  // A camera that was hidden has stopped for good: a new one takes its place.
  useDidShow(() => {
    openedElsewhere();
    openCamera();
  });
  useDidHide(() => {
    setMounted(0);
    setTorch(false);
    setHasTorch(false);
  });
  useEffect(() => (mounted > 0 ? device.keepWatch() : undefined), [mounted]);
  useEffect(() => void Taro.setNavigationBarTitle({ title: words.checkTitle }), [words]);

  async function scanOnce() {
    const scanned = await platform.scan(words.scanner);
    if (scanned.kind === 'text') gate.scanned(scanned.text);
    if (scanned.kind === 'refused') setCamera('refused');
  }

  const { current, family } = state;
  const cannotAsk = venue === undefined ? words.askNeedsVenue : online ? undefined : words.askNoNetwork;
  const blind = camera === 'refused' || camera === 'none';
  return (
    <Page>
      <View className="check" onClick={device.touched}>
        <View className="check-top">
          <Tap className="link check-link" onTap={() => go.instead('home')}>
            <Text>‹ {words.citizenSide}</Text>
          </Tap>
          <View className="check-where">
            {(venue || !elder) && <Text className="check-venue">{where.name}</Text>}
            {venue ? (
              <Text className="check-rule">{where.rule}</Text>
            ) : (
              <View className="check-picks">
                <Tap className="link check-pick" onTap={() => setOpen('place')}>
                  <Text>{where.place}</Text>
                </Tap>
                <Tap className="link check-pick" onTap={() => setOpen('scene')}>
                  <Text>{where.scene}</Text>
                </Tap>
              </View>
            )}
          </View>
          <Tap className="link check-link" onTap={() => goStaff.to('venues')}>
            <Text>{words.post}</Text>
          </Tap>
        </View>
        <View className="check-window">
          {mounted > 0 && !blind && (
            <ScanWindow key={mounted} torch={torch} onCode={gate.scanned} onState={setCamera} onTorch={setHasTorch} />
          )}
          {!blind && <View className="check-frame" aria-hidden="true" />}
          {blind && (
            <View className="check-blind">
              <Text className="block">{camera === 'none' ? words.cameraNone : words.cameraRefused}</Text>
              <BigButton text={words.cameraAgain} onTap={openCamera} />
              <BigButton second text={words.scanOnce} onTap={() => void scanOnce()} />
            </View>
          )}
          {!current && !blind && (
            <View className="check-idle">
              <Text className="check-aim">{words.aim}</Text>
              {family && <Text className="block check-counts">{familyTold(family, words)}</Text>}
              {!elder && (
                <Text className="block check-counts" aria-label={words.countsLabel}>
                  {words.counts(counts.admit, counts.refuse, counts.askOnline)}
                </Text>
              )}
            </View>
          )}
          <View className={current ? 'check-verdict' : ''} {...asNews}>
            {current && (
              <VerdictView
                told={current}
                telling={telling}
                cannotAsk={cannotAsk}
                chooseVenue={venue === undefined ? () => goStaff.to('venues') : undefined}
                family={family}
                onCompared={(outcome) => compared(current.serial, outcome)}
                onAsk={() => ask(current.serial)}
                open={whatOpens(current)}
              />
            )}
          </View>
          {open === 'queue' && <Queue state={state} telling={telling} />}
        </View>
        <Tap className={list.stops ? 'check-list check-list-stops' : 'check-list'} onTap={list.ask}>
          <Text>{list.text}</Text>
        </Tap>
        <CheckBar
          torch={torch}
          hasTorch={hasTorch}
          inQueue={open === 'queue'}
          onTorch={() => setTorch(!torch)}
          onQueue={() => setOpen(open === 'queue' ? undefined : 'queue')}
          onScan={() => void scanOnce()}
        />
        {open === 'place' && <PlacePicker places={places} onClose={() => setOpen(undefined)} />}
        {open === 'scene' && <ScenePicker onClose={() => setOpen(undefined)} />}
      </View>
    </Page>
  );
}
