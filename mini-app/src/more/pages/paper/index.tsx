/** 添加纸质结果: by the number on the paper, by the signed certificate in its code, and with a photo; then how each stands. */
import { Text, View } from '@tarojs/components';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { BigButton } from '../../../components/big-button.tsx';
import { Foldable } from '../../../components/foldable.tsx';
import { NoticeBar } from '../../../components/notice-bar.tsx';
import { Page } from '../../../components/page.tsx';
import { PaperCertificateForm } from '../../../components/paper-certificate-form.tsx';
import { PaperNumberForm } from '../../../components/paper-number-form.tsx';
import { PaperRow } from '../../../components/paper-row.tsx';
import { TroubleNote } from '../../../components/trouble-note.tsx';
import { collect } from '../../../entered/certificate-parts.ts';
import { go } from '../../../go.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useSettings } from '../../../hooks/use-settings.ts';
import { useWaysOut } from '../../../hooks/use-ways-out.ts';
import type { Refusal } from '../../../http/refusals.ts';
import type { PaperClaim } from '../../../server/paper-claim.ts';
import type { PaperEntry } from '../../../server/paper-server.ts';
import { papersWatch, platform, settings } from '../../../wiring.ts';
import type { Words } from '../../../words/index.ts';

type Way = 'number' | 'certificate';

export default function Paper() {
  const { words } = useSettings();
  const now = useNow();
  const { papers, sending, added, trouble } = useSyncExternalStore(papersWatch.subscribe, papersWatch.get);
  const [way, setWay] = useState<Way>();
  /** Codes of a certificate that has more of them. */
  const [codes, setCodes] = useState<{ scanned: string[]; all: number }>();
  const [said, setSaid] = useState<{ text: string; more?: string }>();

  // Alipay's scanner hides the page and shows it again: nothing typed or collected is given up for that.
  useDidShow(() => {
    if (!settings.get().consent) return go.instead('welcome');
    papersWatch.show();
  });
  useDidHide(() => papersWatch.hide());
  useEffect(() => () => papersWatch.clear(), []);
  useWaysOut(trouble);

  function begin() {
    setSaid(undefined);
    papersWatch.clear();
  }
  function choose(next: Way | undefined) {
    begin();
    setWay(next);
  }
  async function scan(): Promise<string | undefined> {
    begin();
    const scanned = await platform.scan(words.paper.scanner);
    if (scanned.kind === 'refused') setSaid({ text: words.paper.scanRefused });
    if (scanned.kind === 'unsupported') setSaid({ text: words.paper.scanUnsupported });
    return scanned.kind === 'text' ? scanned.text : undefined;
  }
  /** Once it is taken, the form makes room for the word that it is. */
  async function add(entry: PaperEntry): Promise<void> {
    begin();
    if (await papersWatch.add(entry)) setWay(undefined);
  }
  /** Whatever is scanned or pasted; whether it was a certificate. */
  function takeCertificate(text: string): boolean {
    const collected = collect(codes?.scanned ?? [], text);
    if (collected.kind === 'not-a-certificate') return false;
    setWay('certificate');
    setCodes(collected.kind === 'some' ? { scanned: collected.codes, all: collected.all } : undefined);
    if (collected.kind === 'whole') void add({ kind: 'certificate', text: collected.text });
    return true;
  }
  /** On a paper the number and the certificate look alike: a certificate is taken for what it is. */
  async function scanNumber(): Promise<string | undefined> {
    const text = await scan();
    return text === undefined || takeCertificate(text) ? undefined : text.trim();
  }
  function certificate(text: string | undefined) {
    if (text !== undefined && !takeCertificate(text)) setSaid(refusalWords('not-a-certificate', words));
  }

  const refusal = trouble?.kind === 'problem' ? trouble.refusal : undefined;
  /** As it stands by now. */
  const newest = added && (papers?.find(({ id }) => id === added.id) ?? added);
  const news = said ?? (refusal && refusalWords(refusal, words)) ?? (newest && addedWords(newest, words));
  const note = (
    <View>
      {news && <NoticeBar {...news} />}
      {trouble && !refusal && <TroubleNote trouble={trouble} todo={way && words.paper.sendAgain} />}
    </View>
  );
  return (
    <Page title={words.paper.title}>
      <Text className="block">{words.paper.lead}</Text>
      {way === undefined && note}
      <Foldable
        title={words.paper.byNumber}
        open={way === 'number'}
        onToggle={() => choose(way === 'number' ? undefined : 'number')}
      >
        <PaperNumberForm
          sending={sending}
          wrongField={trouble?.kind === 'problem' ? trouble.field : undefined}
          onScan={scanNumber}
          onSubmit={(entry) => void add(entry)}
        >
          {note}
        </PaperNumberForm>
      </Foldable>
      <Foldable
        title={words.paper.byCertificate}
        open={way === 'certificate'}
        onToggle={() => choose(way === 'certificate' ? undefined : 'certificate')}
      >
        <PaperCertificateForm
          sending={sending}
          parts={codes && words.paper.parts(codes.scanned.length, codes.all)}
          onScan={() => void scan().then(certificate)}
          onPaste={(text) => {
            begin();
            certificate(text);
          }}
        >
          {note}
        </PaperCertificateForm>
      </Foldable>
      <View className="section">
        <Text className="section-title">{words.paper.list}</Text>
        {papers?.length === 0 && <Text className="block quiet">{words.paper.nothing}</Text>}
        {papers === undefined && !trouble && <Text className="block quiet">{words.loading}</Text>}
        {papers?.map((paper) => (
          <PaperRow key={paper.id} paper={paper} now={now} />
        ))}
        {papers === undefined && trouble && (
          <BigButton second text={words.refresh} onTap={() => void papersWatch.askNow()} />
        )}
        <Text className="block small quiet section">{words.paper.photoLead}</Text>
      </View>
    </Page>
  );
}

function refusalWords(refusal: Refusal, words: Words): { text: string; more: string } {
  const { text, todo } = words.paper.refusal[refusal];
  return { text, more: todo };
}

function addedWords({ kind, state }: PaperClaim, words: Words): { text: string } {
  if (kind === 'number' && state === 'waiting') return { text: words.paper.registered };
  if (kind === 'certificate' && state === 'confirmed') return { text: words.paper.certificateAdded };
  return { text: words.paper.state[kind][state].text };
}
