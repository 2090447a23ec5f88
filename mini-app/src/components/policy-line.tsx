/** PolicyLine: what the place asks, in one line; tapped, the document it comes from. */
import { Text } from '@tarojs/components';
import { useState } from 'react';
import { useSettings } from '../hooks/use-settings.ts';
import type { ShownPolicy } from '../server/answers.ts';
import { Tap } from './tap.tsx';

export function PolicyLine({ policy }: { policy: ShownPolicy }) {
  const { words } = useSettings();
  const [open, setOpen] = useState(false);
  const { windowHours, startsFrom, samplingProofHours, negatives, document } = policy;
  const clauses = [
    words.policy(windowHours, words.policyFrom[startsFrom]),
    samplingProofHours !== undefined && words.policyProof(samplingProofHours),
    negatives && words.policyNegatives(negatives.count, negatives.withinHours),
  ].filter((clause) => typeof clause === 'string');
  const line = clauses.join(words.comma);
  if (!document) return <Text className="home-status quiet">{line}</Text>;
  return (
    <Tap className="policy" onTap={() => setOpen(!open)}>
      <Text className="quiet">{line} </Text>
      <Text className="policy-toggle">{open ? words.fold : words.policyBasis}</Text>
      {open && <Text className="block small quiet">{words.policyDocument(document)}</Text>}
    </Tap>
  );
}
