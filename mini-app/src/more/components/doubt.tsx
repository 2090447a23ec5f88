/** Doubt: a signed link that is not what it says, as the answer of a page. */
import { Text, View } from '@tarojs/components';
import { asNews } from '../../components/accessible.ts';
import { Shape } from '../../components/shape.tsx';
import { type DoubtOf, doubtSaid } from '../doubt-said.ts';
import type { Doubts } from '../words/index.ts';

export function Doubt({ words, refusal }: { words: Doubts; refusal: DoubtOf }) {
  const { text, todo } = doubtSaid(refusal, words);
  return (
    <View {...asNews}>
      <Shape name={refusal.kind === 'cannot-tell' ? 'question' : 'dash'} />
      <Text className="heading">{text}</Text>
      <Text className="block">{todo}</Text>
    </View>
  );
}
