/** TallyChecked: whether a tally is what it says, and then what it says; told before anything in it. */
import { Text, View } from '@tarojs/components';
import type { readTally } from '../../../../core/share-code/index.ts';
import { asNews } from '../../components/accessible.ts';
import { Fact } from '../../components/fact.tsx';
import { useNow } from '../../hooks/use-now.ts';
import { usePlaces } from '../../hooks/use-places.ts';
import { useSettings } from '../../hooks/use-settings.ts';
import { dateTime } from '../../sentences/times.ts';
import { type Saying, type StaffWords, useStaffWords } from '../words/index.ts';
import { TallyFacts } from './tally-facts.tsx';
import { VerdictShape } from './verdict-shape.tsx';
import './tally-checked.css';

type Checked = ReturnType<typeof readTally>;

export function TallyChecked({ checked }: { checked: Checked }) {
  const staff = useStaffWords();
  const { words, language } = useSettings();
  const now = useNow();
  const places = usePlaces();
  if (checked.kind !== 'tally') {
    const { text, todo } = sayingOf(checked, staff);
    const shape = checked.kind === 'cannot-tell' ? 'question' : 'cross';
    return (
      <View className="tally-checked" {...asNews}>
        <VerdictShape name={shape} />
        <Text className="tally-checked-words">{text}</Text>
        <Text className="block">{todo}</Text>
      </View>
    );
  }
  const { tally } = checked;
  const place = places.find(({ code }) => code === tally.jurisdiction)?.[language] ?? tally.jurisdiction;
  return (
    <View>
      <View className="tally-checked" {...asNews}>
        <VerdictShape name="tick" />
        <Text className="tally-checked-words">{staff.tallyTrue}</Text>
      </View>
      <View className="section">
        <Fact name={staff.venue} value={tally[language]} />
        <Fact name={staff.scene} value={`${place} · ${words.scene[tally.scene]}`} />
        <Fact name={staff.day} value={tally.day} />
        <TallyFacts counts={tally.counts} phone={tally.phone} />
        <Fact name={staff.signedAt} value={dateTime(tally.issuedAt, now, words)} />
        <Text className="block small quiet">{staff.nobodyInIt}</Text>
      </View>
    </View>
  );
}

function sayingOf(checked: Exclude<Checked, { kind: 'tally' }>, staff: StaffWords): Saying {
  switch (checked.kind) {
    case 'false':
      return staff.tallyFalse;
    case 'expired':
      return staff.tallyExpired;
    case 'revoked':
      return staff.tallyRevoked;
    case 'cannot-tell':
      return staff.tallyCannotTell[checked.reason];
    case 'not-a-tally':
      return staff.tallyNotOne;
  }
}
