/** DependentRow: one person one acts for: who, how it stands, their code on screen or paper, and the way to let them go. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Instant } from '../../../core/index.ts';
import { go } from '../go.ts';
import { useSettings } from '../hooks/use-settings.ts';
import type { Dependent } from '../server/family-server.ts';
import { Confirm } from './confirm.tsx';
import { PrintCode } from './print-code.tsx';
import { Tap } from './tap.tsx';
import './dependent-row.css';

interface DependentRowProps {
  dependent: Dependent;
  now: Instant;
  onRemove(): Promise<void>;
}

export function DependentRow({ dependent, now, onRemove }: DependentRowProps) {
  const { words } = useSettings();
  const [open, setOpen] = useState<'print' | 'asked' | 'removing'>();
  const { id, name, document, relation, state } = dependent;
  const { family, codes } = words;
  async function remove() {
    setOpen('removing');
    await onRemove();
    setOpen(undefined);
  }
  const toggle = (which: 'print' | 'asked') => setOpen(open === which ? undefined : which);
  return (
    <View className="dependent">
      <Text className="dependent-name">{name}</Text>
      <Text className="block quiet">
        {family.relation[relation]} · {words.documentEnding(words.documentType[document.type], document.last4)}
      </Text>
      {state !== 'confirmed' && <Text className="block">{family.state[state]}</Text>}
      {state === 'failed' && <Text className="block quiet">{family.failedTodo}</Text>}
      <View className="dependent-ways">
        {state === 'confirmed' && (
          <Tap className="link" label={`${family.show}，${name}`} onTap={() => go.to('show', `of=${id}`)}>
            <Text>{family.show}</Text>
          </Tap>
        )}
        {state === 'confirmed' && (
          <Tap className="link" label={`${codes.printTitle}，${name}`} onTap={() => toggle('print')}>
            <Text>{codes.printTitle}</Text>
          </Tap>
        )}
        <Tap className="link" label={`${family.remove}，${name}`} onTap={() => toggle('asked')}>
          <Text>{family.remove}</Text>
        </Tap>
      </View>
      {open === 'print' && <PrintCode of={id} now={now} />}
      {(open === 'asked' || open === 'removing') && (
        <Confirm
          ask={family.removeAsk(name)}
          yes={family.removeYes}
          no={family.removeNo}
          doing={open === 'removing' ? family.removing : undefined}
          onYes={() => void remove()}
          onNo={() => setOpen(undefined)}
        />
      )}
    </View>
  );
}
