/** 首页 */
import { Text, View } from '@tarojs/components';
import { formatInstant, instantOf } from '../../../../core/index.ts';

export default function Home() {
  return (
    <View>
      <Text>互认 {formatInstant(instantOf(1659311100000))}</Text>
    </View>
  );
}
