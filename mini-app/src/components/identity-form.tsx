/** IdentityForm: name, document, and how we know that it is the person; wrong entries are told where they stand. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import {
  type DocumentType,
  type IdDocument,
  NAME_MAX_TYPED,
  normaliseDocument,
  normaliseName,
} from '../../../core/index.ts';
import { SHORTEST_SPECIMEN } from '../entered/specimen-number.ts';
import { useSandboxPerson } from '../hooks/use-sandbox-person.ts';
import { useSettings } from '../hooks/use-settings.ts';
import type { IdentityClaim, SandboxPerson } from '../server/server.ts';
import { BigButton } from './big-button.tsx';
import { DocumentTypePicker } from './document-type-picker.tsx';
import { PhoneProof } from './phone-proof.tsx';
import { Tap } from './tap.tsx';
import { TextField } from './text-field.tsx';

export type Claim = Omit<IdentityClaim, 'consent'>;
interface IdentityFormProps {
  /** What was sent before, to be put right. */
  last?: Claim;
  sending: boolean;
  /** A JSON pointer into the claim, when the server found it wrong. */
  wrongField?: string;
  onSubmit(claim: Claim): void;
}

export function IdentityForm({ last, sending, wrongField, onSubmit }: IdentityFormProps) {
  const { words } = useSettings();
  const person = useSandboxPerson();
  const [name, setName] = useState(last?.name ?? '');
  const [type, setType] = useState<DocumentType>(last?.document.type ?? 'resident-id');
  const [number, setNumber] = useState(last?.document.number ?? '');
  const [specimen, setSpecimen] = useState(last?.specimenNumber ?? '');
  /** Entries are judged once they have been left or sent, not while the first letter is typed. */
  const [judged, setJudged] = useState({ name: false, number: false, specimen: false });

  const goodName = normaliseName(name);
  const goodDocument = normaliseDocument(type, number);
  const form = words.numberHint[type];
  const wrongName =
    judged.name && 'problem' in goodName
      ? words.nameProblem[goodName.problem]
      : wrongField === '/name'
        ? words.problem['field-wrong']
        : undefined;
  const wrongNumber =
    judged.number && 'problem' in goodDocument
      ? words.documentProblem[goodDocument.problem](form)
      : wrongField === '/document/number'
        ? words.problem['field-wrong']
        : undefined;

  const tooShort = specimen.trim().length < SHORTEST_SPECIMEN;
  const wrongSpecimen =
    judged.specimen && tooShort
      ? words.specimenMissing
      : wrongField === '/specimenNumber'
        ? words.problem['field-wrong']
        : undefined;

  function submit(proof: { phoneCode: string } | { specimenNumber: string }) {
    setJudged({ name: true, number: true, specimen: 'specimenNumber' in proof });
    if ('problem' in goodName || 'problem' in goodDocument) return;
    if ('specimenNumber' in proof && tooShort) return;
    onSubmit({ name: goodName.name, document: goodDocument.document, ...proof });
  }

  function fillIn({ name, specimenNumber }: SandboxPerson, document: IdDocument) {
    setName(name);
    setType(document.type);
    setNumber(document.number);
    setSpecimen(specimenNumber ?? '');
  }

  return (
    <View>
      <Text className="block quiet">{words.identityLead}</Text>
      {person?.documents.map((document) => (
        <View key={document.number}>
          <Tap className="link" onTap={() => fillIn(person, document)}>
            <Text>{words.fillIn(person.name, words.documentType[document.type])}</Text>
          </Tap>
        </View>
      ))}
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
      <View className="section">
        <Text className="section-title">{words.proofTitle}</Text>
        <PhoneProof
          sending={sending}
          ready={'name' in goodName && 'document' in goodDocument}
          onNotReady={() => setJudged({ ...judged, name: true, number: true })}
          onCode={(phoneCode) => submit({ phoneCode })}
        />
        <TextField
          label={words.specimenLabel}
          hint={words.specimenHint}
          value={specimen}
          wrong={wrongSpecimen}
          onChange={setSpecimen}
        />
        <View className="section">
          <BigButton
            second
            text={sending ? words.checking : words.bySpecimen}
            off={sending}
            onTap={() => submit({ specimenNumber: specimen.trim() })}
          />
        </View>
      </View>
    </View>
  );
}
