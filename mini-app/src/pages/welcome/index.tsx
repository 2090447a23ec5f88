/** First opening: silent login, the super-app's privacy popup, our consent by purpose; refusing leaves the notice. */
import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { Consent } from '../../components/consent.tsx';
import { LanguageLinks } from '../../components/language-links.tsx';
import { Page } from '../../components/page.tsx';
import { PeoplePicker } from '../../components/people-picker.tsx';
import { Tap } from '../../components/tap.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { go } from '../../go.ts';
import { useSettings } from '../../hooks/use-settings.ts';
import type { Trouble } from '../../http/trouble.ts';
import { publicConfig } from '../../public-config.ts';
import { CONSENT_TEXT_VERSION } from '../../sentences/consent-text.ts';
import { type FirstStep, firstStep } from '../../sign-in.ts';
import { codeKeeper, forgetPerson, platform, server, settings, signsIn } from '../../wiring.ts';

type Step = 'signing-in' | 'refused' | 'privacy-refused' | FirstStep;

export default function Welcome() {
  const { words } = useSettings();
  const [step, setStep] = useState<Step>('signing-in');
  const [trouble, setTrouble] = useState<Trouble>();
  const [bound, setBound] = useState(false);
  const holdsCode = codeKeeper.held().length > 0;

  async function start() {
    setStep('signing-in');
    setTrouble(undefined);
    const session = await server.signIn();
    const next = firstStep(session, {
      sandbox: publicConfig.stage === 'sandbox',
      signsIn,
      consented: settings.get().consent?.textVersion === CONSENT_TEXT_VERSION,
    });
    if (session.kind === 'ok') setBound(session.value.bound);
    if (!next) return setTrouble(session.kind === 'ok' ? undefined : session);
    if (next === 'home' || next === 'identity') return go.instead(next);
    if (next === 'consent' && (await platform.askPrivacy()) === 'refused') return setStep('privacy-refused');
    setStep(next);
  }
  useDidShow(() => void start());

  function choosePerson(person: string) {
    forgetPerson();
    settings.change({ person });
    void start();
  }

  function consent(keepAnswers: boolean) {
    settings.change({ consent: { textVersion: CONSENT_TEXT_VERSION, keepAnswers } });
    go.instead(bound ? 'home' : 'identity');
  }

  return (
    <Page>
      <LanguageLinks />
      <Text className="heading">{words.welcomeTitle}</Text>
      <Text className="block">{words.welcomeLead}</Text>
      {trouble && <TroubleNote trouble={trouble} />}
      {trouble && (
        <View className="section">
          {trouble.kind === 'offline' && !holdsCode && <Text className="block">{words.show.first.text}</Text>}
          <Text className="block">{words.show.paperStillCounts}</Text>
        </View>
      )}
      {holdsCode && (
        <View className="section">
          <BigButton text={words.show.open} second={!trouble} onTap={() => go.to('show')} />
        </View>
      )}
      {trouble && (
        <View className="section">
          <BigButton text={words.show.trouble.action} second={holdsCode} onTap={() => void start()} />
        </View>
      )}
      {step === 'signing-in' && !trouble && <Text className="block section quiet">{words.signingIn}</Text>}
      {step === 'choose-person' && <PeoplePicker onChoose={choosePerson} />}
      {step === 'only-in-super-app' && <Text className="block section">{words.onlyInSuperApp}</Text>}
      {step === 'consent' && <Consent onAgree={consent} onRefuse={() => setStep('refused')} />}
      {step === 'privacy-refused' && (
        <View className="section">
          <Text className="block">{words.privacyRefused}</Text>
          <BigButton text={words.readPrivacyAgain} onTap={() => void start()} />
        </View>
      )}
      {step === 'refused' && (
        <View className="section">
          <Text className="section-title">{words.refusedTitle}</Text>
          <Text className="block">{words.refusedText}</Text>
          <View className="section">
            <BigButton text={words.back} second onTap={() => setStep('consent')} />
          </View>
        </View>
      )}
      <View className="section">
        <Tap className="link" onTap={() => go.to('notice')}>
          <Text>{words.noticeLink}</Text>
        </Tap>
      </View>
      <View>
        <Tap className="link" onTap={() => go.to('channels')}>
          <Text>{words.channelsPage.title}</Text>
        </Tap>
      </View>
      <View>
        <Tap className="link" onTap={go.toCheck}>
          <Text>{words.staffSide}</Text>
        </Tap>
      </View>
    </Page>
  );
}
