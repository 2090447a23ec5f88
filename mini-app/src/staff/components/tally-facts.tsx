/** TallyFacts: the four numbers of a day, and which phone's they are. */
import { View } from '@tarojs/components';
import { Fact } from '../../components/fact.tsx';
import type { Counts } from '../tally-book.ts';
import { useStaffWords } from '../words/index.ts';
import '../../components/result-card.css';

export function TallyFacts({ counts, phone }: { counts: Counts; phone: string }) {
  const staff = useStaffWords();
  return (
    <View>
      <Fact name={staff.admitted} value={staff.times(counts.admit)} />
      <Fact name={staff.refused} value={staff.times(counts.refuse)} />
      <Fact name={staff.asked} value={staff.times(counts.askOnline)} />
      <Fact name={staff.compared} value={staff.times(counts.compared)} />
      <Fact name={staff.phone} value={phone} />
    </View>
  );
}
