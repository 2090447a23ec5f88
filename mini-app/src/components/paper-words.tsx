/** PaperWords: one paper in words: how it stands first, then what it is. */
import { Text, View } from '@tarojs/components';
import type { Instant } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { shortTime } from '../sentences/times.ts';
import type { PaperClaim } from '../server/paper-claim.ts';
import './paper.css';

export function PaperWords({ paper, now }: { paper: PaperClaim; now: Instant }) {
  const { words } = useSettings();
  const { kind, state, institution, last4, addedAt } = paper;
  const told = words.paper.state[kind][state];
  const facts = [
    last4 === undefined ? words.paper.kind[kind] : words.paper.numberEnding(last4),
    words.paper.addedAt(shortTime(addedAt, now, words)),
  ];
  return (
    <View>
      <Text className="block paper-state">{told.text}</Text>
      <Text className="block">{institution ?? words.paper.institutionUnknown}</Text>
      <Text className="block small quiet">{facts.join(' · ')}</Text>
      <Text className="block small quiet">{told.note}</Text>
    </View>
  );
}
