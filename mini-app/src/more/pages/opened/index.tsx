/** A link that somebody shared: it opens by a tapped button and never by itself, and what it told is gone when the page is left. */
import { Text, View } from '@tarojs/components';
import { useDidHide, useDidShow, useRouter } from '@tarojs/taro';
import { useRef, useState } from 'react';
import { BigButton } from '../../../components/big-button.tsx';
import { ChoiceRow } from '../../../components/choice-row.tsx';
import { NoticeBar } from '../../../components/notice-bar.tsx';
import { OpenInside } from '../../../components/open-inside.tsx';
import { Page } from '../../../components/page.tsx';
import { PeoplePicker } from '../../../components/people-picker.tsx';
import { TroubleNote } from '../../../components/trouble-note.tsx';
import { go } from '../../../go.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useSettings } from '../../../hooks/use-settings.ts';
import type { Trouble } from '../../../http/trouble.ts';
import { openedElsewhere } from '../../../launch.ts';
import { publicConfig } from '../../../public-config.ts';
import type { StaffVenue } from '../../../staff/staff-venue.ts';
import { forgetPerson, settings, signsIn } from '../../../wiring.ts';
import { OpenedFacts } from '../../components/opened-facts.tsx';
import type { OpenedLink } from '../../link-server.ts';
import { linkParts, openedSaid } from '../../opened-said.ts';
import { linkServer, staffServer } from '../../wiring.ts';
import { useMoreWords } from '../../words/index.ts';

export default function Opened() {
  const more = useMoreWords();
  const { language } = useSettings();
  const now = useNow();
  const { opened: words } = more;
  const link = linkParts(useRouter().params.link);
  const [venues, setVenues] = useState<StaffVenue[]>();
  const [chosen, setChosen] = useState<string>();
  const [opening, setOpening] = useState(false);
  const [opened, setOpened] = useState<OpenedLink>();
  const [trouble, setTrouble] = useState<Trouble>();
  const seen = useRef(false);
  useDidShow(() => {
    seen.current = true;
    openedElsewhere();
    if (!venues && signsIn) void whoAmI();
  });
  useDidHide(() => {
    seen.current = false;
    setOpened(undefined);
  });

  /** Where somebody works; `undefined` while nobody could say. */
  async function whoAmI(): Promise<StaffVenue[] | undefined> {
    const reply = await staffServer.venues();
    setTrouble(reply.kind === 'ok' ? undefined : reply);
    if (reply.kind !== 'ok') return undefined;
    setVenues(reply.value);
    setChosen(reply.value[0]?.id);
    return reply.value;
  }
  async function open() {
    if (!link || opening) return;
    setOpening(true);
    setTrouble(undefined);
    const mine = venues ?? (await whoAmI());
    // It may open only once: who works at several places says first in whose name.
    if (!mine || (!venues && mine.length > 1)) return setOpening(false);
    const reply = await linkServer.openLink(link.id, link.secret, venues ? chosen : mine[0]?.id);
    setOpening(false);
    if (reply.kind !== 'ok') return setTrouble(reply);
    // Left meanwhile: nobody is there to see it.
    if (seen.current) setOpened(reply.value);
  }
  function choosePerson(person: string) {
    forgetPerson();
    settings.change({ person });
    void whoAmI();
  }
  const said = trouble && openedSaid(trouble, more);
  if (!link)
    return (
      <Page title={words.title}>
        <NoticeBar text={words.incomplete} />
      </Page>
    );
  if (!signsIn)
    return (
      <Page title={words.title}>
        <OpenInside />
      </Page>
    );
  if (opened)
    return (
      <Page title={words.title}>
        <OpenedFacts opened={opened} now={now} />
        <Text className="block section quiet">{words.goneWhenLeft}</Text>
        <View className="section">
          <BigButton
            text={words.done}
            onTap={() => {
              setOpened(undefined);
              go.instead('home');
            }}
          />
        </View>
      </Page>
    );
  if (trouble?.kind === 'signed-out' && publicConfig.stage === 'sandbox')
    return (
      <Page title={words.title}>
        <Text className="block">{more.choosePerson}</Text>
        <PeoplePicker onChoose={choosePerson} />
      </Page>
    );
  return (
    <Page title={words.title}>
      <Text className="block">{words.lead}</Text>
      <Text className="block quiet">{words.told}</Text>
      {said && <NoticeBar text={said} />}
      {trouble && !said && <TroubleNote trouble={trouble} todo={more.tryAgain} />}
      {venues && venues.length > 0 && (
        <View className="section">
          <Text className="section-title">{words.asWhom}</Text>
          {venues.map((venue) => (
            <ChoiceRow
              key={venue.id}
              text={venue[language]}
              chosen={chosen === venue.id}
              onChoose={() => setChosen(venue.id)}
            />
          ))}
          <ChoiceRow
            text={words.asPerson}
            why={words.asPersonWhy}
            chosen={chosen === undefined}
            onChoose={() => setChosen(undefined)}
          />
        </View>
      )}
      <View className="section">
        <BigButton text={opening ? words.opening : words.open} off={opening} onTap={() => void open()} />
      </View>
    </Page>
  );
}
