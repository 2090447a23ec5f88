/** Doubt: why a signed link is not what it says, and what to do then; nobody is accused of more than was found. */
import { Text, View } from '@tarojs/components';
import type { StatementRefusal } from '../../../../core/share-code/statement.ts';
import { asNews } from '../../components/accessible.ts';
import { Shape } from '../../components/shape.tsx';
import type { Doubts, Saying } from '../words/index.ts';

interface DoubtProps {
  words: Doubts;
  refusal: StatementRefusal | { kind: 'not-a-venue-code' | 'not-a-receipt' };
}

export function Doubt({ words, refusal }: DoubtProps) {
  const { text, todo } = sayingOf(refusal, words);
  return (
    <View {...asNews}>
      <Shape name={refusal.kind === 'cannot-tell' ? 'question' : 'dash'} />
      <Text className="heading">{text}</Text>
      <Text className="block">{todo}</Text>
    </View>
  );
}

function sayingOf(refusal: DoubtProps['refusal'], words: Doubts): Saying {
  switch (refusal.kind) {
    case 'false':
      return words.false;
    case 'expired':
      return words.expired;
    case 'revoked':
      return words.revoked;
    case 'cannot-tell':
      return words.cannotTell[refusal.reason];
    default:
      return words.notOne;
  }
}
