/** PaperCertificateForm: a signed certificate, scanned from the paper or pasted. */
import { Text, Textarea, View } from '@tarojs/components';
import { type PropsWithChildren, useState } from 'react';
import { useSettings } from '../hooks/use-settings.ts';
import { BigButton } from './big-button.tsx';
import { NoticeBar } from './notice-bar.tsx';
import './text-field.css';

interface PaperCertificateFormProps {
  sending: boolean;
  /** Another code has to be scanned. */
  parts?: string;
  onScan(): void;
  onPaste(text: string): void;
}

/** The most that the server reads. */
const LONGEST_TEXT = 12_000;

/** `children`: what there is to say of the last try, where the button is. */
export function PaperCertificateForm({
  sending,
  parts,
  onScan,
  onPaste,
  children,
}: PropsWithChildren<PaperCertificateFormProps>) {
  const { words } = useSettings();
  const [text, setText] = useState('');
  return (
    <View>
      <Text className="block quiet">{words.paper.certificateLead}</Text>
      {parts && <NoticeBar text={parts} />}
      {children}
      <View className="second-button">
        <BigButton text={sending ? words.paper.sending : words.paper.scanCertificate} off={sending} onTap={onScan} />
      </View>
      <View className="text-field">
        <Text className="text-field-label">{words.paper.pasteLabel}</Text>
        <Textarea
          className="text-field-input text-field-area"
          value={text}
          maxlength={LONGEST_TEXT}
          aria-label={words.paper.pasteLabel}
          onInput={(event) => setText(event.detail.value)}
        />
        <Text className="text-field-note quiet">{words.paper.pasteHint}</Text>
      </View>
      <View className="second-button">
        <BigButton
          second
          text={words.paper.verify}
          off={sending || text.trim() === ''}
          onTap={() => {
            onPaste(text);
            setText('');
          }}
        />
      </View>
    </View>
  );
}
