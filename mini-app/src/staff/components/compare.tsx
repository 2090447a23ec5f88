/** Compare 比对证件: masked name and last four to be held beside the document in hand, and why. */
import { Text, View } from '@tarojs/components';
import type { Shown } from '../../../../core/share-code/index.ts';
import { Both } from '../../components/both.tsx';
import { Tap } from '../../components/tap.tsx';
import type { BothTellings } from '../use-telling.ts';
import { useStaffWords } from '../words/index.ts';

interface CompareProps {
  shown: Pick<Shown, 'name' | 'last4' | 'printed' | 'guardian'>;
  again: boolean;
  telling: BothTellings;
  onCompared(outcome: 'same' | 'other'): void;
}

export function Compare({ shown, again, telling, onCompared }: CompareProps) {
  const words = useStaffWords();
  const zh = telling.zh.staff;
  const other = telling.other?.staff;
  const { name, last4, printed, guardian } = shown;
  return (
    <View className="compare">
      <Both className="compare-title" zh={zh.compareTitle} other={other?.compareTitle} />
      <Both className="compare-whom" zh={zh.compareWhom(name, last4)} other={other?.compareWhom(name, last4)} />
      {again && <Both className="compare-why" zh={zh.compareAgain} other={other?.compareAgain} />}
      {printed && <Both className="compare-why" zh={zh.comparePrinted} other={other?.comparePrinted} />}
      {guardian && <Both className="compare-why" zh={zh.compareGuardian} other={other?.compareGuardian} />}
      <View className="compare-buttons">
        <Tap className="compare-button" onTap={() => onCompared('same')}>
          <Text>{words.same}</Text>
        </Tap>
        <Tap className="compare-button" onTap={() => onCompared('other')}>
          <Text>{words.different}</Text>
        </Tap>
      </View>
    </View>
  );
}
