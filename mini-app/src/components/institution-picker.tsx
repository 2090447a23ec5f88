/** InstitutionPicker: who issued the paper: one of the connected institutions, or the name on it. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useChannels } from '../hooks/use-channels.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { ChoiceRow } from './choice-row.tsx';
import { Sheet } from './sheet.tsx';
import { Tap } from './tap.tsx';
import { TextField } from './text-field.tsx';

/** `source`: one that can be asked. */
export type Institution = { kind: 'source'; id: string } | { kind: 'other'; name: string };

interface InstitutionPickerProps {
  institution?: Institution;
  wrong?: string;
  onChange(institution: Institution): void;
}

export function InstitutionPicker({ institution, wrong, onChange }: InstitutionPickerProps) {
  const { words, language } = useSettings();
  const { channels } = useChannels();
  const [open, setOpen] = useState(false);
  const institutions = (channels?.sources ?? []).filter(
    ({ channel, connected }) => channel === 'institution' && connected,
  );
  const chosen = institution?.kind === 'source' ? institutions.find(({ id }) => id === institution.id) : undefined;
  const shown =
    institution?.kind === 'other'
      ? words.paper.institutionOther
      : (chosen?.[language] ?? words.paper.institutionChoose);
  const choose = (next: Institution) => {
    onChange(next);
    setOpen(false);
  };
  return (
    <View>
      <View className="text-field">
        <Text className="text-field-label">{words.paper.institutionLabel}</Text>
        <Tap
          className="text-field-input text-field-choice"
          label={`${words.paper.institutionLabel}，${shown}`}
          onTap={() => setOpen(true)}
        >
          <Text>{shown}</Text>
        </Tap>
        {wrong && institution?.kind !== 'other' && <Text className="text-field-note">{wrong}</Text>}
      </View>
      {institution?.kind === 'other' && (
        <TextField
          label={words.paper.institutionName}
          hint={words.paper.institutionNameHint}
          value={institution.name}
          wrong={wrong}
          onChange={(name) => onChange({ kind: 'other', name })}
        />
      )}
      {open && (
        <Sheet title={words.paper.institutionLabel} onClose={() => setOpen(false)}>
          {institutions.map((each) => (
            <ChoiceRow
              key={each.id}
              text={each[language]}
              chosen={each === chosen}
              onChoose={() => choose({ kind: 'source', id: each.id })}
            />
          ))}
          <ChoiceRow
            text={words.paper.institutionOther}
            chosen={institution?.kind === 'other'}
            onChoose={() => choose({ kind: 'other', name: '' })}
          />
        </Sheet>
      )}
    </View>
  );
}
