/** LinkRow: one line that leads to another page. */
import { Text, View } from '@tarojs/components';
import { Tap } from './tap.tsx';
import './choice-row.css';

export function LinkRow({ text, onTap }: { text: string; onTap(): void }) {
  return (
    <Tap className="choice-row" onTap={onTap}>
      <Text>{text}</Text>
      <View className="choice-row-onward" />
    </Tap>
  );
}
