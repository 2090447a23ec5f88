/** 场所码: what a poster says, checked on this phone: which venue asks, by which policy; to show or not to. Nothing is recorded, whichever. */
import { Text, View } from '@tarojs/components';
import { useDidShow, useRouter } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { linkKind, STATEMENT_PAGES, statementCode } from '../../../../../core/share-code/links.ts';
import type { VenueCode } from '../../../../../core/share-code/venue-code.ts';
import { BigButton } from '../../../components/big-button.tsx';
import { NoticeBar } from '../../../components/notice-bar.tsx';
import { Page } from '../../../components/page.tsx';
import { Tap } from '../../../components/tap.tsx';
import { go } from '../../../go.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { usePlaces } from '../../../hooks/use-places.ts';
import { useSettings } from '../../../hooks/use-settings.ts';
import { openedElsewhere } from '../../../launch.ts';
import { dateTime } from '../../../sentences/times.ts';
import { settings } from '../../../wiring.ts';
import { Doubt } from '../../components/doubt.tsx';
import { scanLink } from '../../scan-link.ts';
import { useTrust } from '../../use-trust.ts';
import { checkVenueCode } from '../../wiring.ts';
import { useMoreWords } from '../../words/index.ts';

export default function Venue() {
  const more = useMoreWords();
  const { venue: words } = more;
  const { code } = useRouter().params;
  const [text, setText] = useState(code && `${STATEMENT_PAGES.venue}?code=${code}`);
  const [said, setSaid] = useState<string>();
  const { waiting } = useTrust();
  useDidShow(openedElsewhere);
  async function scan() {
    setSaid(undefined);
    const scanned = await scanLink(more);
    if ('said' in scanned) return setSaid(scanned.said);
    // Whatever of ours it is, it leads where it belongs.
    const kind = linkKind(scanned.text);
    const query = scanned.text.slice(scanned.text.indexOf('?') + 1);
    if (kind === 'receipt') return go.to('receipt', query);
    if (kind === 'share-link') return go.to('opened', query);
    setText(scanned.text);
  }
  // Whoever came without a poster came to scan one.
  const scanning = useRef(scan);
  useEffect(() => {
    if (code === undefined) void scanning.current();
  }, [code]);

  const checked = text === undefined || waiting ? undefined : checkVenueCode(text);
  return (
    <Page title={words.title}>
      {said && <NoticeBar text={said} />}
      {text === undefined && <Text className="block">{words.lead}</Text>}
      {text !== undefined && waiting && <Text className="block quiet">{more.checking}</Text>}
      {checked?.kind === 'venue' && <Asks key={checked.code.id} code={checked.code} link={text!} />}
      {checked && checked.kind !== 'venue' && <Doubt words={words} refusal={checked} />}
      <View className="section">
        <BigButton second={checked?.kind === 'venue'} text={words.scan} onTap={() => void scan()} />
      </View>
    </Page>
  );
}

/** A true poster. Showing takes its place and scene along to home. */
function Asks({ code, link }: { code: VenueCode; link: string }) {
  const { words: main, language } = useSettings();
  const { venue: words } = useMoreWords();
  const now = useNow();
  const places = usePlaces();
  const [refused, setRefused] = useState(false);
  const { jurisdiction, scene } = code;
  const place = places.find((each) => each.code === jurisdiction)?.[language] ?? jurisdiction;

  function takeAlong() {
    settings.goTo(jurisdiction);
    settings.change({ scene });
  }
  return (
    <View>
      <Text className="heading">{words.asks(code[language])}</Text>
      <Text className="block">{words.rule(place, main.scene[scene])}</Text>
      {refused ? (
        <NoticeBar text={words.refused} more={words.refusedWhy} />
      ) : (
        <Text className="block quiet">{words.recordsNothing}</Text>
      )}
      <View className="section">
        <BigButton
          text={words.show}
          onTap={() => {
            takeAlong();
            go.to('show');
          }}
        />
        {!refused && (
          <View className="second-button">
            <BigButton second text={words.refuse} onTap={() => setRefused(true)} />
          </View>
        )}
      </View>
      <View>
        <Tap
          className="link"
          onTap={() => {
            takeAlong();
            go.instead('home');
          }}
        >
          <Text>{words.here}</Text>
        </Tap>
      </View>
      <View>
        <Tap className="link" onTap={() => go.to('refused', `code=${statementCode('venue', link)}`)}>
          <Text>{words.turnedAway}</Text>
        </Tap>
      </View>
      <Text className="block small quiet">{words.signed(dateTime(code.expiresAt, now, main))}</Text>
    </View>
  );
}
