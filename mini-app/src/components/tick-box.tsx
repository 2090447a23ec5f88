/** TickBox: something to agree to or switch on, with why below; never ticked for anybody. */
import { Text, View } from '@tarojs/components';
import { useSettings } from '../hooks/use-settings.ts';
import { asChoice } from './accessible.ts';
import './tick-box.css';

interface TickBoxProps {
  text: string;
  why?: string;
  on: boolean;
  onChange(on: boolean): void;
}

export function TickBox({ text, why, on, onChange }: TickBoxProps) {
  const { words } = useSettings();
  const enter = { onKeyDown: (event: { key?: string }) => event.key === 'Enter' && onChange(!on) };
  return (
    <View
      className="tick-box"
      hoverClass="pressed"
      onClick={() => onChange(!on)}
      {...enter}
      {...asChoice(text, on ? words.ticked : words.notTicked)}
    >
      <View className={on ? 'tick-box-square tick-box-on' : 'tick-box-square'} />
      <View className="tick-box-text">
        <Text className="block">{text}</Text>
        {why && <Text className="block small quiet">{why}</Text>}
      </View>
    </View>
  );
}
