/** TextField: a label, what is typed, and below it the hint or what is wrong. */
import { Input, Text, View } from '@tarojs/components';
import './text-field.css';

interface TextFieldProps {
  label: string;
  hint: string;
  value: string;
  /** What is wrong with it and how to mend it. */
  wrong?: string;
  onChange(value: string): void;
  onLeave?(): void;
  /** Characters; 60 unless told. */
  most?: number;
}

export function TextField({ label, hint, value, wrong, onChange, onLeave, most = 60 }: TextFieldProps) {
  return (
    <View className="text-field">
      <Text className="text-field-label">{label}</Text>
      <Input
        className={wrong ? 'text-field-input text-field-wrong' : 'text-field-input'}
        value={value}
        maxlength={most}
        aria-label={wrong ? `${label}，${wrong}` : label}
        onInput={(event) => onChange(event.detail.value)}
        onBlur={onLeave}
      />
      <Text className={wrong ? 'text-field-note' : 'text-field-note quiet'}>{wrong ?? hint}</Text>
    </View>
  );
}
