/** 我的: language, text size, documents, what is kept on this phone, and what this is not. */
import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { DocumentList } from '../../components/document-list.tsx';
import { LinkRow } from '../../components/link-row.tsx';
import { Page } from '../../components/page.tsx';
import { Tap } from '../../components/tap.tsx';
import { TickBox } from '../../components/tick-box.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { go } from '../../go.ts';
import { useSettings } from '../../hooks/use-settings.ts';
import type { Reply } from '../../http/trouble.ts';
import { publicConfig } from '../../public-config.ts';
import type { Identity } from '../../server/answers.ts';
import { forgetPerson, lastAnswers, lastReference, server, settings } from '../../wiring.ts';
import { type Language, languages } from '../../words/index.ts';

export default function Me() {
  const { words, language, elder, consent } = useSettings();
  const [identity, setIdentity] = useState<Reply<Identity>>();
  const look = () => void server.identity().then(setIdentity);
  useDidShow(look);

  function keepAnswers(keep: boolean) {
    if (!consent) return;
    if (!keep) lastAnswers.forgetAll();
    settings.change({ consent: { ...consent, keepAnswers: keep } });
  }

  function changePerson() {
    forgetPerson();
    settings.change({ person: undefined });
    go.instead('welcome');
  }

  return (
    <Page title={words.meTitle}>
      <View className="section">
        <Text className="section-title">{words.documents}</Text>
        {identity && identity.kind !== 'ok' && (
          <>
            <TroubleNote trouble={identity} />
            <BigButton second text={words.refresh} onTap={look} />
          </>
        )}
        {identity?.kind === 'ok' && <DocumentList documents={identity.value.documents} />}
        <View className="section">
          <BigButton second text={words.addDocument} onTap={() => go.to('identity')} />
        </View>
      </View>
      <View className="section">
        <LinkRow text={words.codes.title} onTap={() => go.to('codes')} />
        <LinkRow text={words.family.title} onTap={() => go.to('family')} />
        <LinkRow text={words.shareLink} onTap={() => go.to('link')} />
        <LinkRow text={words.looksLink} onTap={() => go.to('looks')} />
        <LinkRow text={words.turnedAway} onTap={() => go.to('refused')} />
        <LinkRow text={words.paper.title} onTap={() => go.to('paper')} />
        <LinkRow text={words.channelsPage.title} onTap={() => go.to('channels')} />
        <LinkRow text={words.staffSide} onTap={go.toCheck} />
      </View>
      <View className="section">
        <Text className="section-title">{words.language}</Text>
        {(Object.keys(languages) as Language[]).map((each) => (
          <ChoiceRow
            key={each}
            text={languages[each].name}
            chosen={each === language}
            onChoose={() => settings.change({ language: each })}
          />
        ))}
      </View>
      <View className="section">
        <Text className="section-title">{words.display}</Text>
        <TickBox
          text={words.elder}
          why={words.elderLead}
          on={elder}
          onChange={(on) => settings.change({ elder: on })}
        />
        {consent && (
          <TickBox text={words.keepLabel} why={words.keepLead} on={consent.keepAnswers} onChange={keepAnswers} />
        )}
      </View>
      <View className="section">
        <Text className="section-title">{words.about}</Text>
        <Text className="block">{words.aboutText}</Text>
        <Tap className="link" onTap={() => go.to('notice')}>
          <Text>{words.noticeLink}</Text>
        </Tap>
        <Text className="block small quiet">{words.lastReference(lastReference() ?? words.noReference)}</Text>
        <Text className="block small quiet">{words.version(publicConfig.stage)}</Text>
        {publicConfig.stage === 'sandbox' && (
          <Tap className="link" onTap={changePerson}>
            <Text>{words.changePerson}</Text>
          </Tap>
        )}
      </View>
    </Page>
  );
}
