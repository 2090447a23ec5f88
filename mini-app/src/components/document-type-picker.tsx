/** DocumentTypePicker: the kind of document, as one row that opens the list. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { DOCUMENT_TYPES, type DocumentType } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { ChoiceRow } from './choice-row.tsx';
import { Sheet } from './sheet.tsx';
import { Tap } from './tap.tsx';

interface DocumentTypePickerProps {
  type: DocumentType;
  onChange(type: DocumentType): void;
}

export function DocumentTypePicker({ type, onChange }: DocumentTypePickerProps) {
  const { words } = useSettings();
  const [open, setOpen] = useState(false);
  return (
    <View className="text-field">
      <Text className="text-field-label">{words.typeLabel}</Text>
      <Tap
        className="text-field-input text-field-choice"
        label={`${words.typeLabel}，${words.documentType[type]}`}
        onTap={() => setOpen(true)}
      >
        <Text>{words.documentType[type]}</Text>
      </Tap>
      {open && (
        <Sheet title={words.typeLabel} onClose={() => setOpen(false)}>
          {DOCUMENT_TYPES.map((each) => (
            <ChoiceRow
              key={each}
              text={words.documentType[each]}
              chosen={each === type}
              onChoose={() => {
                onChange(each);
                setOpen(false);
              }}
            />
          ))}
        </Sheet>
      )}
    </View>
  );
}
