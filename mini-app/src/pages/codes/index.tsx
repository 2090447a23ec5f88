/** 我的码: which codes stand and where they are held, how to revoke one (a lost phone's too), and one on paper. */
import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { Foldable } from '../../components/foldable.tsx';
import { HeldCodeRow } from '../../components/held-code-row.tsx';
import { Page } from '../../components/page.tsx';
import { PrintCode } from '../../components/print-code.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useNow } from '../../hooks/use-now.ts';
import { useSettings } from '../../hooks/use-settings.ts';
import { useWaysOut } from '../../hooks/use-ways-out.ts';
import type { Trouble } from '../../http/trouble.ts';
import type { HeldCode } from '../../server/share-server.ts';
import { factsOf, type Whose } from '../../share-code/phone-code.ts';
import { codeKeeper, server } from '../../wiring.ts';

export default function Codes() {
  const { words } = useSettings();
  const now = useNow();
  const [codes, setCodes] = useState<HeldCode[]>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [open, setOpen] = useState<'past' | 'print'>();
  useDidShow(() => void look());
  useWaysOut(trouble);

  async function look() {
    const reply = await server.codes();
    if (reply.kind === 'ok') {
      setCodes(reply.value);
      // Replaced or revoked from elsewhere: what lies here is of no use, and another takes its place.
      const stands = (id: string) =>
        reply.value.some((code) => code.id === id && !isPast(code) && code.supersededAt === undefined);
      for (const whose of codeKeeper.held()) {
        const here = codeKeeper.of(whose).code;
        if (here && !stands(here.id)) void codeKeeper.shown(whose, 'urged');
      }
    }
    setTrouble(reply.kind === 'ok' ? undefined : reply);
  }
  const whoseIs = (code: HeldCode): Whose => (code.for === undefined ? 'own' : { for: code.for });
  const isPast = ({ revokedAt, expiresAt }: HeldCode) => revokedAt !== undefined || now >= expiresAt;
  const isHere = (code: HeldCode) => codeKeeper.of(whoseIs(code)).code?.id === code.id;
  /** What is no longer there is revoked as well. */
  async function revoke(code: HeldCode) {
    const reply = await server.revokeCode(code.id);
    const gone = reply.kind === 'ok' || (reply.kind === 'problem' && reply.problem === 'code-unknown');
    if (!gone) return setTrouble(reply);
    if (isHere(code)) codeKeeper.forget(whoseIs(code));
    await look();
  }
  function nameOf(code: HeldCode): string | null | undefined {
    if (code.for === undefined) return undefined;
    const held = codeKeeper.of(whoseIs(code)).code;
    return (held && factsOf(held)?.name) ?? null;
  }
  const rows = (some: HeldCode[]) =>
    some.map((code) => (
      <HeldCodeRow
        key={code.id}
        code={code}
        name={nameOf(code)}
        here={isHere(code)}
        now={now}
        onRevoke={() => revoke(code)}
      />
    ));
  const past = codes?.filter(isPast) ?? [];
  const toggle = (which: 'past' | 'print') => setOpen(open === which ? undefined : which);
  return (
    <Page title={words.codes.title}>
      <Text className="block quiet">{words.codes.lead}</Text>
      {trouble && <TroubleNote trouble={trouble} />}
      {!codes && !trouble && <Text className="block quiet">{words.loading}</Text>}
      {!codes && trouble && <BigButton text={words.refresh} onTap={() => void look()} />}
      {codes?.length === 0 && <Text className="section">{words.codes.nothing}</Text>}
      {codes && rows(codes.filter((code) => !isPast(code)))}
      {past.length > 0 && (
        <Foldable title={words.codes.past} open={open === 'past'} onToggle={() => toggle('past')}>
          {rows(past)}
        </Foldable>
      )}
      <Foldable title={words.codes.printTitle} open={open === 'print'} onToggle={() => toggle('print')}>
        <PrintCode now={now} onPrinted={() => void look()} />
      </Foldable>
      <View className="section">
        <Text className="section-title">{words.codes.lostTitle}</Text>
        <Text className="block">{words.codes.lostLead}</Text>
        {words.codes.lostSteps.map((step, at) => (
          <Text className="block" key={step}>
            {`${at + 1}. ${step}`}
          </Text>
        ))}
      </View>
    </Page>
  );
}
