/** ChoiceRow: one of several things to choose, with a tick on the one chosen. */
import { Text, View } from '@tarojs/components';
import { useSettings } from '../use-settings.ts';
import { Tap } from './tap.tsx';
import './choice-row.css';

interface ChoiceRowProps {
  text: string;
  chosen: boolean;
  onChoose(): void;
}

export function ChoiceRow({ text, chosen, onChoose }: ChoiceRowProps) {
  const { words } = useSettings();
  return (
    <Tap
      className={chosen ? 'choice-row choice-row-chosen' : 'choice-row'}
      label={chosen ? `${text}，${words.chosen}` : text}
      onTap={onChoose}
    >
      <Text>{text}</Text>
      {chosen && <View className="choice-row-mark" />}
    </Tap>
  );
}
