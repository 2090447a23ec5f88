/** Rule: what the place asks, in one line; tapped, the document it comes from. */
import { Text } from '@tarojs/components';
import { useState } from 'react';
import { useSettings } from '../hooks/use-settings.ts';
import type { ShownPolicy } from '../server/answers.ts';
import { Tap } from './tap.tsx';

export function Rule({ policy }: { policy: ShownPolicy }) {
  const { words } = useSettings();
  const [open, setOpen] = useState(false);
  const { windowHours, startsFrom, samplingProofHours, negatives, document } = policy;
  const clauses = [
    words.rule(windowHours, words.ruleFrom[startsFrom]),
    samplingProofHours !== undefined && words.ruleProof(samplingProofHours),
    negatives && words.ruleNegatives(negatives.count, negatives.withinHours),
  ].filter((clause) => typeof clause === 'string');
  const rule = clauses.join(words.comma);
  if (!document) return <Text className="home-status quiet">{rule}</Text>;
  return (
    <Tap className="rule" onTap={() => setOpen(!open)}>
      <Text className="quiet">{rule} </Text>
      <Text className="rule-toggle">{open ? words.fold : words.ruleBasis}</Text>
      {open && <Text className="block small quiet">{words.ruleDocument(document)}</Text>}
    </Tap>
  );
}
