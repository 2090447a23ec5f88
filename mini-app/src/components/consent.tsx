/** Consent 授权同意, purpose by purpose; nothing is ticked beforehand, and only what is needed must be. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useSettings } from '../hooks/use-settings.ts';
import { BigButton } from './big-button.tsx';
import { TickBox } from './tick-box.tsx';

interface ConsentProps {
  onAgree(keepAnswers: boolean): void;
  onRefuse(): void;
}

export function Consent({ onAgree, onRefuse }: ConsentProps) {
  const { words } = useSettings();
  const [ask, setAsk] = useState(false);
  const [keep, setKeep] = useState(false);
  return (
    <View className="section">
      <Text className="section-title">{words.consentTitle}</Text>
      <TickBox text={words.consentNeeded(words.consentAsk)} why={words.consentAskWhy} on={ask} onChange={setAsk} />
      <TickBox
        text={words.consentOptional(words.consentKeep)}
        why={words.consentKeepWhy}
        on={keep}
        onChange={setKeep}
      />
      <View className="section">
        <BigButton text={words.agree} off={!ask} onTap={() => onAgree(keep)} />
        <View className="second-button">
          <BigButton text={words.refuse} second onTap={onRefuse} />
        </View>
      </View>
    </View>
  );
}
