/** DependentForm: whom one acts for: name, document, relation, the guardian's own consent to it, and theirs. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import {
  type DocumentType,
  NAME_MAX_TYPED,
  normaliseDocument,
  normaliseName,
  type Relation,
} from '../../../core/index.ts';
import { SHORTEST_SPECIMEN, specimenAskedFor } from '../entered/specimen-number.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { CONSENT_TEXT_VERSION } from '../sentences/consent-text.ts';
import type { DependentClaim } from '../server/family-server.ts';
import { BigButton } from './big-button.tsx';
import { DocumentTypePicker } from './document-type-picker.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { RelationPicker } from './relation-picker.tsx';
import { TextField } from './text-field.tsx';
import { TickBox } from './tick-box.tsx';

interface DependentFormProps {
  sending: boolean;
  /** A JSON pointer into the claim, when the server found it wrong. */
  wrongField?: string;
  onSubmit(claim: DependentClaim): void;
  onCancel(): void;
}

export function DependentForm({ sending, wrongField, onSubmit, onCancel }: DependentFormProps) {
  const { words } = useSettings();
  const now = useNow();
  const [name, setName] = useState('');
  const [type, setType] = useState<DocumentType>('resident-id');
  const [number, setNumber] = useState('');
  const [relation, setRelation] = useState<Relation>('child');
  const [specimen, setSpecimen] = useState('');
  const [agreed, setAgreed] = useState(false);
  /** Entries are judged once they have been left or sent. */
  const [judged, setJudged] = useState({ name: false, number: false, specimen: false, consent: false });

  const goodName = normaliseName(name);
  const goodDocument = normaliseDocument(type, number);
  const form = words.numberHint[type];
  const told = (field: string) => (wrongField === field ? words.problem['field-wrong'] : undefined);
  const wrongName = judged.name && 'problem' in goodName ? words.nameProblem[goodName.problem] : told('/name');
  const wrongNumber =
    judged.number && 'problem' in goodDocument
      ? words.documentProblem[goodDocument.problem](form)
      : (told('/document/number') ?? told('/document/type'));
  const needsSpecimen = specimenAskedFor(type, number, now);
  // The server's clock counts, where this phone's tells another day.
  const refused = wrongField === '/specimenNumber';
  const takesSpecimen = needsSpecimen || refused;
  const specimenNumber = takesSpecimen ? specimen.trim() : '';
  const tooShort = specimenNumber.length < SHORTEST_SPECIMEN;
  const wrongSpecimen =
    judged.specimen && tooShort ? words.specimenMissing : refused ? words.problem['field-wrong'] : undefined;

  function submit() {
    setJudged({ name: true, number: true, specimen: true, consent: true });
    if ('problem' in goodName || 'problem' in goodDocument || !agreed) return;
    if (needsSpecimen && tooShort) return;
    onSubmit({
      name: goodName.name,
      document: goodDocument.document,
      relation,
      ...(specimenNumber && { specimenNumber }),
      consent: { textVersion: CONSENT_TEXT_VERSION },
    });
  }
  return (
    <View className="section">
      <Text className="section-title">{words.family.addTitle}</Text>
      <Text className="block quiet">{words.family.addLead}</Text>
      <RelationPicker relation={relation} onChange={setRelation} />
      <TextField
        label={words.nameLabel}
        hint={words.nameHint}
        value={name}
        wrong={wrongName}
        most={NAME_MAX_TYPED}
        onChange={setName}
        onLeave={() => setJudged({ ...judged, name: true })}
      />
      <DocumentTypePicker type={type} onChange={setType} />
      <TextField
        label={words.numberLabel}
        hint={form}
        value={number}
        wrong={wrongNumber}
        onChange={setNumber}
        onLeave={() => setJudged({ ...judged, number: true })}
      />
      {takesSpecimen && (
        <TextField
          label={words.family.specimenLabel}
          hint={words.family.specimenHint}
          value={specimen}
          wrong={wrongSpecimen}
          onChange={setSpecimen}
          onLeave={() => setJudged({ ...judged, specimen: true })}
        />
      )}
      <TickBox text={words.family.consent} why={words.family.consentWhy} on={agreed} onChange={setAgreed} />
      {judged.consent && !agreed && <NoticeBar text={words.family.consentMissing} />}
      <View className="section">
        <BigButton text={sending ? words.family.sending : words.family.submit} off={sending} onTap={submit} />
        <View className="second-button">
          <BigButton second text={words.family.cancel} onTap={onCancel} />
        </View>
      </View>
    </View>
  );
}
