/** ChoiceRow: one of several things to choose, with a tick on the one chosen. */
import { Text, View } from '@tarojs/components';
import { useSettings } from '../hooks/use-settings.ts';
import { Tap } from './tap.tsx';
import './choice-row.css';

interface ChoiceRowProps {
  text: string;
  /** What choosing it means. */
  why?: string;
  chosen: boolean;
  onChoose(): void;
}

export function ChoiceRow({ text, why, chosen, onChoose }: ChoiceRowProps) {
  const { words } = useSettings();
  return (
    <Tap
      className={chosen ? 'choice-row choice-row-chosen' : 'choice-row'}
      label={[text, ...(why ? [why] : []), ...(chosen ? [words.chosen] : [])].join('，')}
      onTap={onChoose}
    >
      <View>
        <Text className="block">{text}</Text>
        {why && <Text className="block small quiet choice-row-why">{why}</Text>}
      </View>
      {chosen && <View className="choice-row-mark" />}
    </Tap>
  );
}
