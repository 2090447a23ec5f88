/** Both: what staff decide by: in Chinese, and below it, smaller, in the language that was chosen. */
import { Text, View } from '@tarojs/components';
import './both.css';

interface BothProps {
  className?: string;
  zh: string;
  /** The same in the chosen language; `undefined` where that is Chinese. */
  other?: string;
}

export function Both({ className = '', zh, other }: BothProps) {
  const chinese = { lang: 'zh-CN' };
  return (
    <View className={className}>
      <View {...chinese}>
        <Text>{zh}</Text>
      </View>
      {other && <Text className="both-other">{other}</Text>}
    </View>
  );
}
