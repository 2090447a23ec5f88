/** 出示: the code at once, from the phone's own store and with no network; afterwards, where it is due, a new one is fetched. */
import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, useRouter } from '@tarojs/taro';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { CodeFacts } from '../../components/code-facts.tsx';
import { CodeTurner } from '../../components/code-turner.tsx';
import { NoCode } from '../../components/no-code.tsx';
import { NotAmong } from '../../components/not-among.tsx';
import { NoticeBar } from '../../components/notice-bar.tsx';
import { Page } from '../../components/page.tsx';
import { ShareCodeView } from '../../components/share-code-view.tsx';
import { Tap } from '../../components/tap.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { go } from '../../go.ts';
import { useHeldScreen } from '../../hooks/use-held-screen.ts';
import { useRound } from '../../hooks/use-round.ts';
import { useSecond } from '../../hooks/use-second.ts';
import { useSettings } from '../../hooks/use-settings.ts';
import { windowSize } from '../../phone/window-size.ts';
import type { Whose } from '../../share-code/phone-code.ts';
import { showView } from '../../share-code/show-view.ts';
import type { Turning } from '../../share-code/turning.ts';
import { clock, codeKeeper, familyWatch, platform, trustKeeper } from '../../wiring.ts';
import './index.css';

/** The code is as wide as the page, and never higher than a window that is wider than it is high. */
const WIDEST_PX = 560;
const PART_OF_HEIGHT = 0.8;
/** Drawing takes less. */
const ASK_AFTER_MS = 300;

/** `all` in the address: everybody's codes on this phone, one after the other. */
export default function Show() {
  const { words, elder } = useSettings();
  const { all, of } = useRouter().params;
  const [large, setLarge] = useState(false);
  /** A person has asked for a new one, so they are told when it did not come. */
  const [urged, setUrged] = useState(false);
  const [turning, setTurning] = useState<Turning>({ at: 0, turns: true });
  const now = useSecond();
  const { everybody, mark, anew } = useRound(() => setTurning({ at: 0, turns: true }));
  const holders: readonly Whose[] = all === undefined ? [of === undefined ? 'own' : { for: of }] : everybody;
  const whose = holders[turning.at] ?? 'own';
  const { at } = turning;
  const count = holders.length;
  /** Staff are told by the codes themselves how many there are, and which of them this is. */
  const family = useMemo(() => (count > 1 ? { position: at + 1, of: count, mark } : undefined), [at, count, mark]);
  const state = useSyncExternalStore(codeKeeper.subscribe, () => codeKeeper.of(whose));
  const view = showView(state, clock.phoneClock(), now);

  const current = useRef(holders);
  current.current = holders;
  const renew = useRef(() => {
    for (const each of current.current) void codeKeeper.shown(each);
    // Who of the family has no code yet, or is of it no more.
    void familyWatch.shown(all !== undefined);
    // Every contact puts a clock right that was set back, and this one is the lightest.
    if (clock.phoneClock() === 'back') void trustKeeper.refresh('now');
  });

  /** How many have run out under the eyes of whoever shows them: it is news that asks for a new one, once. */
  const lapsed = holders.filter((each) => now >= (codeKeeper.of(each).code?.expiresAt ?? Infinity)).length;
  useEffect(() => {
    if (lapsed > 0) renew.current();
  }, [lapsed]);

  useHeldScreen();
  // What is kept is on the screen first; only then is anybody asked, and only if something is due.
  useDidShow(() => void setTimeout(renew.current, ASK_AFTER_MS));
  useEffect(() => platform.watchNetwork((online) => online && renew.current()), []);
  useEffect(() => void Taro.setNavigationBarTitle({ title: words.show.title }), [words]);

  const { width, height } = windowSize();
  const side = Math.floor(Math.min(width, WIDEST_PX, height * PART_OF_HEIGHT));
  const shown =
    view.kind === 'code' ? (
      <View>
        <ShareCodeView
          key={view.code.id}
          code={view.code}
          facts={view.facts}
          now={now}
          side={side}
          large={large}
          family={family}
        />
        <Text className="block small quiet show-renews">{words.show.renews}</Text>
        {view.notes.map((note) => (
          <NoticeBar key={note} text={words.show[note]} more={words.show[`${note}Why`]} />
        ))}
        {urged && state.renewedNot && <NoticeBar text={words.show.renewedNot} more={words.show.renewedNotWhy} />}
        {urged && state.trouble && <TroubleNote trouble={state.trouble} todo={words.show.renewedNot} />}
        <CodeFacts facts={view.facts} now={now} />
        {!elder && <Text className="block small quiet show-on-phone">{words.show.onPhone}</Text>}
      </View>
    ) : (
      <NoCode view={view} asking={state.asking} onTry={() => void codeKeeper.shown(whose, 'urged')} />
    );
  return (
    <Page>
      <View className="show-top">
        {platform.name === 'browser' ? (
          <Tap className="link" onTap={go.back}>
            <Text>‹ {words.back}</Text>
          </Tap>
        ) : (
          <View />
        )}
        {view.kind === 'code' && (
          <Tap
            className="link show-larger"
            label={large ? words.show.usual : `${words.show.larger}，${words.show.largerWhy}`}
            onTap={() => setLarge(!large)}
          >
            <Text>{large ? words.show.usual : words.show.larger}</Text>
          </Tap>
        )}
      </View>
      {holders.length > 1 ? (
        <CodeTurner turning={turning} all={holders.length} onTurn={setTurning}>
          {shown}
        </CodeTurner>
      ) : (
        shown
      )}
      {all !== undefined && <NotAmong shown={everybody} onAnew={anew} />}
      <View className="show-foot">
        {all === undefined && codeKeeper.held().length > 1 && (
          <BigButton second text={words.show.openAll(codeKeeper.held().length)} onTap={() => go.to('show', 'all=1')} />
        )}
        {view.kind === 'code' && (
          <View>
            <Tap
              className="link"
              onTap={() => {
                setUrged(true);
                void codeKeeper.shown(whose, 'urged');
              }}
            >
              <Text>{state.asking ? words.show.renewing : words.show.renewNow}</Text>
            </Tap>
          </View>
        )}
        <View>
          <Tap className="link" onTap={() => go.to('venue')}>
            <Text>{words.scanVenue}</Text>
          </Tap>
        </View>
        <Tap className="link" onTap={() => go.to('codes')}>
          <Text>{words.codes.title}</Text>
        </Tap>
      </View>
    </Page>
  );
}
