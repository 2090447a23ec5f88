/** Fact: a name and what it is, in one line or, in 长辈版, two. */
import { Text, View } from '@tarojs/components';

export function Fact({ name, value }: { name: string; value: string }) {
  return (
    <View className="fact">
      <Text className="fact-name">{name}</Text>
      <Text>{value}</Text>
    </View>
  );
}
