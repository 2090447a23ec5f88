/** 家人: those a person acts for; all their codes with one tap; adding one and letting one go. */
import { Text, View } from '@tarojs/components';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { DependentForm } from '../../components/dependent-form.tsx';
import { DependentRow } from '../../components/dependent-row.tsx';
import { NoticeBar } from '../../components/notice-bar.tsx';
import { Page } from '../../components/page.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { go } from '../../go.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useSettings } from '../../hooks/use-settings.ts';
import { useWaysOut } from '../../hooks/use-ways-out.ts';
import type { DependentClaim } from '../../server/family-server.ts';
import { codeKeeper, familyWatch } from '../../wiring.ts';

const MOST = 8;

export default function FamilyPage() {
  const { words } = useSettings();
  const now = useNow();
  const { dependents, sending, trouble } = useSyncExternalStore(familyWatch.subscribe, familyWatch.get);
  const held = useSyncExternalStore(codeKeeper.subscribe, () => codeKeeper.held().length);
  const [adding, setAdding] = useState(false);
  const [sent, setSent] = useState(false);
  useDidShow(() => familyWatch.show());
  useDidHide(() => familyWatch.hide());
  useEffect(
    () => () => {
      familyWatch.hide();
      familyWatch.clear();
    },
    [],
  );
  useWaysOut(trouble);

  async function add(claim: DependentClaim) {
    if (!(await familyWatch.add(claim))) return;
    setAdding(false);
    setSent(true);
  }
  function toggleForm(open: boolean) {
    familyWatch.clear();
    setSent(false);
    setAdding(open);
  }
  const { family } = words;
  const isChecking = dependents?.some(({ state }) => state === 'checking');
  return (
    <Page title={family.title}>
      <Text className="block quiet">{family.lead}</Text>
      {held > 1 && !adding && (
        <View className="section">
          <BigButton text={family.showAll(held)} onTap={() => go.to('show', 'all=1')} />
        </View>
      )}
      {sent && isChecking && <NoticeBar text={family.sent} />}
      {trouble && <TroubleNote trouble={trouble} todo={adding ? family.sendAgain : undefined} />}
      {adding ? (
        <DependentForm
          sending={sending}
          wrongField={trouble?.kind === 'problem' ? trouble.field : undefined}
          onSubmit={(claim) => void add(claim)}
          onCancel={() => toggleForm(false)}
        />
      ) : (
        <View className="section">
          {dependents === undefined && !trouble && <Text className="block quiet">{words.loading}</Text>}
          {dependents?.length === 0 && <Text className="block">{family.nothing}</Text>}
          {dependents?.map((dependent) => (
            <DependentRow
              key={dependent.id}
              dependent={dependent}
              now={now}
              onRemove={() => familyWatch.remove(dependent.id)}
            />
          ))}
          {dependents === undefined && trouble && (
            <BigButton second text={words.refresh} onTap={() => void familyWatch.askNow()} />
          )}
          {dependents && dependents.length < MOST && (
            <View className="section">
              <BigButton second={held > 1} text={family.add} onTap={() => toggleForm(true)} />
            </View>
          )}
          {dependents && dependents.length >= MOST && <Text className="block quiet">{family.full}</Text>}
        </View>
      )}
    </Page>
  );
}
