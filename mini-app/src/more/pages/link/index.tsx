/** 分享: a link for one venue or person to open, once or until a time; what was shared is listed and can be revoked. */
import { Button, Text, View } from '@tarojs/components';
import { useDidShow, useShareAppMessage } from '@tarojs/taro';
import { useState, useSyncExternalStore } from 'react';
import { SHARE_LINK_PAGE } from '../../../../../core/share-code/links.ts';
import { BigButton } from '../../../components/big-button.tsx';
import { LinkPicture } from '../../../components/link-picture.tsx';
import { NoticeBar } from '../../../components/notice-bar.tsx';
import { Page } from '../../../components/page.tsx';
import { TroubleNote } from '../../../components/trouble-note.tsx';
import { useNow } from '../../../hooks/use-now.ts';
import { useSettings } from '../../../hooks/use-settings.ts';
import { useWaysOut } from '../../../hooks/use-ways-out.ts';
import type { Trouble } from '../../../http/trouble.ts';
import { dateTime } from '../../../sentences/times.ts';
import { clock, familyWatch, platform } from '../../../wiring.ts';
import card from '../../card.png';
import { HeldLinkRow } from '../../components/held-link-row.tsx';
import { ShareForm } from '../../components/share-form.tsx';
import type { HeldLink, MadeLink } from '../../link-server.ts';
import { linkRequest, type ShareChoice } from '../../share-choice.ts';
import { useTrust } from '../../use-trust.ts';
import { webLink } from '../../web-link.ts';
import { linkServer } from '../../wiring.ts';
import { useMoreWords } from '../../words/index.ts';

const HOME = '/pages/home/index';

export default function Link() {
  const { words: main, place, scene } = useSettings();
  const more = useMoreWords();
  const { link: words } = more;
  const now = useNow();
  const { dependents = [] } = useSyncExternalStore(familyWatch.subscribe, familyWatch.get);
  const [choice, setChoice] = useState<ShareChoice>({ to: 'venue', opens: 'once' });
  /** The only time that the secret is here. */
  const [made, setMade] = useState<MadeLink>();
  const [making, setMaking] = useState(false);
  const [links, setLinks] = useState<HeldLink[]>();
  const [trouble, setTrouble] = useState<Trouble>();
  useTrust();
  useDidShow(() => {
    void familyWatch.askNow();
    void look();
  });
  useWaysOut(trouble);
  const page = made && `${SHARE_LINK_PAGE}?link=${made.id}.${made.secret}`;
  // A fixed picture: a super-app's own would be one of this page.
  useShareAppMessage(() => ({
    title: page ? words.card : main.appName,
    path: page ? `/${page}` : HOME,
    imageUrl: card,
  }));

  async function look() {
    const reply = await linkServer.links();
    if (reply.kind === 'ok') setLinks(reply.value);
    setTrouble(reply.kind === 'ok' ? undefined : reply);
  }
  async function make() {
    setMaking(true);
    const reply = await linkServer.makeLink(linkRequest(choice, { place, scene }, clock.now()));
    setMaking(false);
    setTrouble(reply.kind === 'ok' ? undefined : reply);
    if (reply.kind !== 'ok') return;
    setMade(reply.value);
    await look();
  }
  async function revoke(link: HeldLink) {
    const reply = await linkServer.withdrawLink(link.id);
    if (made?.id === link.id) setMade(undefined);
    await look();
    if (reply.kind !== 'ok') setTrouble(reply);
  }
  const confirmed = dependents.filter(({ state }) => state === 'confirmed');
  const nameOf = (id: string | undefined) =>
    id === undefined ? undefined : (dependents.find((each) => each.id === id)?.name ?? more.looks.somebody);
  return (
    <Page title={words.title} forwarded>
      <Text className="block">{words.lead}</Text>
      {trouble && <TroubleNote trouble={trouble} todo={more.tryAgain} />}
      {made && page ? (
        <View className="section">
          <NoticeBar text={words.made(dateTime(made.expiresAt, now, main))} more={words.madeWhy} />
          <LinkPicture id="share-link" link={webLink(page)} lead={words.how} />
          {platform.name !== 'browser' && (
            <View className="second-button">
              <Button className="big-button big-button-second" hoverClass="pressed" openType="share">
                {words.send}
              </Button>
            </View>
          )}
        </View>
      ) : (
        <View>
          <ShareForm choice={choice} dependents={confirmed} onChoice={setChoice} />
          <View className="section">
            <BigButton text={making ? words.making : words.make} off={making} onTap={() => void make()} />
          </View>
        </View>
      )}
      <View className="section">
        <Text className="section-title">{words.listTitle}</Text>
        {links?.length === 0 && <Text className="block quiet">{words.nothing}</Text>}
        {links?.map((link) => (
          <HeldLinkRow key={link.id} link={link} whose={nameOf(link.for)} now={now} onRevoke={() => revoke(link)} />
        ))}
      </View>
    </Page>
  );
}
