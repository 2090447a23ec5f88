/** Binding: one form, checked as it is typed; then the page waits with the person until a source has spoken. */
import { Text, View } from '@tarojs/components';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { type Claim, IdentityForm } from '../../components/identity-form.tsx';
import { NoticeBar } from '../../components/notice-bar.tsx';
import { Page } from '../../components/page.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { go } from '../../go.ts';
import { useSettings } from '../../hooks/use-settings.ts';
import { useWaysOut } from '../../hooks/use-ways-out.ts';
import { CONSENT_TEXT_VERSION } from '../../sentences/consent-text.ts';
import { bindingWatch, settings } from '../../wiring.ts';

const consent = { textVersion: CONSENT_TEXT_VERSION };

export default function IdentityPage() {
  const { words } = useSettings();
  const { step, adding, trouble } = useSyncExternalStore(bindingWatch.subscribe, bindingWatch.get);
  /** What was sent last, so that nobody types it again because one thing in it was wrong. */
  const [last, setLast] = useState<Claim>();
  useEffect(() => bindingWatch.open(), []);
  useDidShow(() => {
    if (!settings.get().consent) return go.instead('welcome');
    bindingWatch.show();
  });
  useDidHide(() => bindingWatch.hide());
  useWaysOut(trouble);

  function another() {
    setLast(undefined);
    bindingWatch.open();
  }
  function submit(claim: Claim) {
    setLast(claim);
    void bindingWatch.submit({ ...claim, consent });
  }

  return (
    <Page title={adding && step !== 'bound' ? words.identityAddTitle : words.identityTitle}>
      {trouble && <TroubleNote trouble={trouble} />}
      {step === 'failed' && <NoticeBar text={words.identityFailed} more={words.identityFailedTodo} />}
      {step === 'checking' && (
        <View className="section">
          <Text className="section-title">{words.checking}</Text>
          <Text className="block">{words.checkingLead}</Text>
          {trouble && (
            <View className="section">
              <BigButton text={words.refresh} onTap={() => void bindingWatch.askNow()} />
            </View>
          )}
        </View>
      )}
      {step === 'bound' && (
        <View className="section">
          <Text className="section-title">{words.bound}</Text>
          <BigButton text={words.toResults} onTap={() => go.instead('home')} />
          <View className="second-button">
            <BigButton second text={words.addAnother} onTap={another} />
          </View>
        </View>
      )}
      {(step === 'form' || step === 'sending' || step === 'failed') && (
        <IdentityForm
          last={last}
          sending={step === 'sending'}
          wrongField={trouble?.kind === 'problem' ? trouble.field : undefined}
          onSubmit={submit}
        />
      )}
    </Page>
  );
}
