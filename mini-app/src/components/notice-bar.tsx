/** NoticeBar: one line of news above the answer, read out when it appears. */
import { Text, View } from '@tarojs/components';
import { asNews } from './accessible.ts';
import './notice-bar.css';

export function NoticeBar({ text, more }: { text: string; more?: string }) {
  return (
    <View className="notice-bar" {...asNews}>
      <Text className="block">{text}</Text>
      {more && <Text className="block small quiet">{more}</Text>}
    </View>
  );
}
