/** Queue 人多时: the newest verdict large, and the nine before it, for a door where many come at once. Nobody's name is in it. */
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { Both } from '../../components/both.tsx';
import type { Family } from '../family.ts';
import { familyTold } from '../family-told.ts';
import { type GateState, type Listed, saidOf, standingOf, type Told } from '../gate.ts';
import type { BothTellings } from '../use-telling.ts';
import { verdictTold } from '../verdict-told.ts';
import { type StaffWords, useStaffWords } from '../words/index.ts';
import { VerdictShape } from './verdict-shape.tsx';
import './queue.css';

interface QueueProps {
  state: GateState;
  telling: BothTellings;
  /** Beside a verdict that says the rest. */
  compact?: boolean;
}

export function Queue({ state, telling, compact = false }: QueueProps) {
  const words = useStaffWords();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <View className="queue">
      <Text className="block small quiet">{words.queueLead}</Text>
      {state.last.length === 0 && <Text className="block section">{words.queueEmpty}</Text>}
      {state.last.map((told, at) => (
        <Row
          key={told.serial}
          told={told}
          first={at === 0 && !compact}
          family={at === 0 && 'family' in told && told.family?.mark === state.family?.mark ? state.family : undefined}
          compact={compact}
          telling={telling}
          ago={ago(told, now, words)}
        />
      ))}
    </View>
  );
}

interface RowProps {
  told: Told | Listed;
  first: boolean;
  /** Of whom this is one. */
  family?: Family;
  compact: boolean;
  telling: BothTellings;
  ago: string;
}

function Row({ told, first, family, compact, telling, ago }: RowProps) {
  const standing = standingOf(told);
  const verification = saidOf(told);
  // Found to be another's: their own verdict lets nobody through.
  const isOther = standing === 'refuse' && verification.kind !== 'refuse';
  const zh = verdictTold(verification, telling.zh);
  const other = telling.other && verdictTold(verification, telling.other);
  const kind = isOther ? 'refuse' : zh.kind;
  return (
    <View className={`queue-row verdict-${kind}${first ? ' queue-first' : ''}`}>
      <VerdictShape name={isOther ? 'cross' : zh.shape} small={!first} />
      <View className="queue-words">
        <Both
          className="queue-title"
          zh={isOther ? telling.zh.staff.refuse : zh.title}
          other={isOther ? telling.other?.staff.refuse : other?.title}
        />
        {!compact && (first || kind !== 'admit') && (
          <Both
            zh={isOther ? telling.zh.staff.comparedDifferent.text : zh.text}
            other={isOther ? telling.other?.staff.comparedDifferent.text : other?.text}
          />
        )}
        {family && !compact && (
          <Both
            zh={familyTold(family, telling.zh.staff)}
            other={telling.other && familyTold(family, telling.other.staff)}
          />
        )}
        {standing === 'compare' && (
          <Both
            className="queue-compare"
            zh={telling.zh.staff.compareTitle}
            other={telling.other?.staff.compareTitle}
          />
        )}
      </View>
      <Text className="queue-ago">{ago}</Text>
    </View>
  );
}

function ago({ at }: Pick<Listed, 'at'>, now: number, words: StaffWords): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  return seconds < 60 ? words.secondsAgo(seconds) : words.minutesAgo(Math.floor(seconds / 60));
}
