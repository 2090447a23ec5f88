/** 凭证件代查: for somebody with neither phone nor paper: document in hand, consent read aloud and given, a verdict and nothing else. */
import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type DocumentType, NAME_MAX_TYPED, normaliseDocument, normaliseName } from '../../../../../core/index.ts';
import { BigButton } from '../../../components/big-button.tsx';
import { Both } from '../../../components/both.tsx';
import { DocumentTypePicker } from '../../../components/document-type-picker.tsx';
import { NoticeBar } from '../../../components/notice-bar.tsx';
import { Page } from '../../../components/page.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { TickBox } from '../../../components/tick-box.tsx';
import { useSettings } from '../../../hooks/use-settings.ts';
import { StaffTrouble } from '../../components/staff-trouble.tsx';
import { VerdictView } from '../../components/verdict-view.tsx';
import { goStaff } from '../../go-staff.ts';
import { createLookUpRun } from '../../look-up.ts';
import { LOOK_UP_CONSENT } from '../../look-up-consent.ts';
import { usePost } from '../../use-post.ts';
import { useTelling } from '../../use-telling.ts';
import { device, post, staffServer } from '../../wiring.ts';
import { staffLanguages, useStaffWords } from '../../words/index.ts';
import './index.css';

export default function LookUpPage() {
  const staff = useStaffWords();
  const { words, language } = useSettings();
  const { venue } = usePost();
  const telling = useTelling();
  const run = useMemo(
    () => createLookUpRun(staffServer, (ms) => new Promise((resolve) => setTimeout(resolve, ms))),
    [],
  );
  const state = useSyncExternalStore(run.subscribe, run.get);
  const [name, setName] = useState('');
  const [type, setType] = useState<DocumentType>('resident-id');
  const [number, setNumber] = useState('');
  const [consented, setConsented] = useState(false);
  const [judged, setJudged] = useState(false);
  useEffect(() => () => run.clear(), [run]);
  useEffect(() => {
    if (state.kind !== 'done') return;
    // Whose it was is gone before the verdict is read.
    setName('');
    setNumber('');
    setConsented(false);
    setJudged(false);
    if (!post.get().silent) device.sound(state.verdict.kind);
    device.tremble(state.verdict.kind);
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
  }, [state]);

  const goodName = normaliseName(name);
  const goodDocument = normaliseDocument(type, number);
  function ask() {
    setJudged(true);
    if (!venue || !consented || 'problem' in goodName || 'problem' in goodDocument) return;
    void run.ask({
      venue: venue.id,
      name: goodName.name,
      document: goodDocument.document,
      consent: { textVersion: LOOK_UP_CONSENT },
    });
  }

  if (state.kind === 'done') {
    const told = { serial: 0, verification: state.verdict, again: false };
    const nothing = () => undefined;
    return (
      <Page title={staff.lookUpTitle}>
        <View className="look-up-verdict">
          <VerdictView told={told} telling={telling} final onCompared={nothing} onAsk={nothing} />
        </View>
        <Text className="block section">{staff.lookUpListed}</Text>
        <View className="section">
          <BigButton text={staff.lookUpNext} onTap={run.clear} />
        </View>
      </Page>
    );
  }
  const asking = state.kind === 'asking';
  const said = { 403: staff.notStaffHere, 404: staff.notStaffHere, 429: staff.lookUpTooMany };
  return (
    <Page title={staff.lookUpTitle}>
      <Text className="block">{staff.lookUpLead}</Text>
      {!venue && (
        <View className="section">
          <NoticeBar text={staff.pairNeedsVenue} />
          <BigButton text={staff.venuesTitle} onTap={() => goStaff.to('venues')} />
        </View>
      )}
      {venue && (
        <View>
          <TextField
            label={words.nameLabel}
            hint={words.nameHint}
            value={name}
            wrong={judged && 'problem' in goodName ? words.nameProblem[goodName.problem] : undefined}
            most={NAME_MAX_TYPED}
            onChange={setName}
          />
          <DocumentTypePicker type={type} onChange={setType} />
          <TextField
            label={words.numberLabel}
            hint={words.numberHint[type]}
            value={number}
            wrong={
              judged && 'problem' in goodDocument
                ? words.documentProblem[goodDocument.problem](words.numberHint[type])
                : undefined
            }
            onChange={setNumber}
          />
          <View className="look-up-consent">
            <Text className="section-title">{staff.lookUpConsentTitle}</Text>
            <Both
              className="look-up-aloud"
              zh={staffLanguages.zh.lookUpConsentText}
              other={language === 'zh' ? undefined : staff.lookUpConsentText}
            />
          </View>
          <TickBox text={staff.lookUpConsent} on={consented} onChange={setConsented} />
          {judged && !consented && <NoticeBar text={staff.lookUpConsentMissing} />}
          {state.kind === 'form' && state.trouble && (
            <StaffTrouble trouble={state.trouble} said={said} onPerson={ask} />
          )}
          <View className="section">
            <BigButton text={asking ? staff.lookUpAsking : staff.lookUp} off={asking} onTap={ask} />
            {asking && <Text className="block quiet">{staff.lookUpWait}</Text>}
          </View>
        </View>
      )}
    </Page>
  );
}
