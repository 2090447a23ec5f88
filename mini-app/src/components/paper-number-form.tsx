/** PaperNumberForm: the number on the paper, scanned or typed, and who issued it. */
import { Text, View } from '@tarojs/components';
import { type PropsWithChildren, useState } from 'react';
import { readPaperNumber } from '../entered/paper-number.ts';
import { useSettings } from '../hooks/use-settings.ts';
import type { PaperEntry } from '../server/paper-server.ts';
import { BigButton } from './big-button.tsx';
import { type Institution, InstitutionPicker } from './institution-picker.tsx';
import { Tap } from './tap.tsx';
import { TextField } from './text-field.tsx';

interface PaperNumberFormProps {
  sending: boolean;
  /** A JSON pointer into the entry, when the server found it wrong. */
  wrongField?: string;
  /** What the scanner read, where it read something. */
  onScan(): Promise<string | undefined>;
  onSubmit(entry: PaperEntry): void;
}

/** `children`: what there is to say of the last try, where the button is. */
export function PaperNumberForm({
  sending,
  wrongField,
  onScan,
  onSubmit,
  children,
}: PropsWithChildren<PaperNumberFormProps>) {
  const { words } = useSettings();
  const [number, setNumber] = useState('');
  const [institution, setInstitution] = useState<Institution>();
  const [judged, setJudged] = useState(false);
  const good = readPaperNumber(number);
  const named = institution?.kind === 'other' ? institution.name.trim() !== '' : institution !== undefined;
  const refused = (field: string) => (wrongField === field ? words.problem['field-wrong'] : undefined);

  async function scan() {
    const text = await onScan();
    if (text !== undefined) setNumber(text);
  }
  function submit() {
    setJudged(true);
    if ('problem' in good || !institution || !named) return;
    const by = institution.kind === 'source' ? { source: institution.id } : { institution: institution.name.trim() };
    onSubmit({ kind: 'number', number: good.number, ...by });
  }

  return (
    <View>
      <TextField
        label={words.paper.numberLabel}
        hint={words.paper.numberHint}
        value={number}
        wrong={judged && 'problem' in good ? words.paper.numberProblem[good.problem] : refused('/number')}
        onChange={setNumber}
      />
      <Tap className="link" onTap={() => void scan()}>
        <Text>{words.paper.scanNumber}</Text>
      </Tap>
      <InstitutionPicker
        institution={institution}
        wrong={judged && !named ? words.paper.institutionMissing : (refused('/institution') ?? refused('/source'))}
        onChange={setInstitution}
      />
      {children}
      <View className="section">
        <BigButton text={sending ? words.paper.sending : words.paper.register} off={sending} onTap={submit} />
      </View>
    </View>
  );
}
