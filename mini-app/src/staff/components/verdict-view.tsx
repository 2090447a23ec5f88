/** VerdictView: one verdict, filling its place: shape, words, whom to compare, the second opinion, and the notice. */
import { Text, View } from '@tarojs/components';
import type { Verification } from '../../../../core/share-code/index.ts';
import { Both } from '../../components/both.tsx';
import { Tap } from '../../components/tap.tsx';
import type { OnlineVerdict } from '../../server/online-verdict.ts';
import type { Family } from '../family.ts';
import { familyTold } from '../family-told.ts';
import { holding, type Told } from '../gate.ts';
import type { whatOpens } from '../go-staff.ts';
import type { BothTellings } from '../use-telling.ts';
import { verdictTold } from '../verdict-told.ts';
import { useStaffWords } from '../words/index.ts';
import { Compare } from './compare.tsx';
import { Opinion } from './opinion.tsx';
import { VerdictShape } from './verdict-shape.tsx';
import './verdict-view.css';

export interface VerdictViewProps {
  told: Pick<Told, 'serial' | 'again' | 'compared' | 'secondOpinion' | 'family'> & {
    verification: Verification | OnlineVerdict;
  };
  telling: BothTellings;
  /** Why nobody can be asked online now; `undefined`: they can. */
  cannotAsk?: string;
  /** The way on where a venue has to be chosen first. */
  chooseVenue?(): void;
  /** `undefined`: taken back. */
  onCompared(outcome: 'same' | 'other' | undefined): void;
  onAsk(): void;
  /** Where what was held up can be opened. */
  open?: ReturnType<typeof whatOpens>;
  /** Of whom one was seen last; told where this is one of them. */
  family?: Family;
  /** The server has spoken: there is nobody further to ask. */
  final?: boolean;
}

export function VerdictView({
  told,
  telling,
  cannotAsk,
  chooseVenue,
  onCompared,
  onAsk,
  open,
  family,
  final,
}: VerdictViewProps) {
  const words = useStaffWords();
  const { again, compared } = told;
  const verification = holding(told);
  const overruled = verification !== told.verification;
  const zh = verdictTold(verification, telling.zh);
  const other = telling.other && verdictTold(verification, telling.other);
  const shown = 'shown' in verification ? verification.shown : undefined;
  const mustCompare = shown !== undefined && verification.kind !== 'refuse' && (shown.compare || again);
  // Only who was compared and found to be another is not let through by their own verdict.
  const isOther = compared === 'other';
  const kind = isOther ? 'refuse' : zh.kind;
  const awaits = mustCompare && compared === undefined && verification.kind === 'admit';
  const unclear = (final || overruled) && verification.kind === 'ask-online';
  const title = isOther ? 'refuse' : awaits ? 'admitAfterCompare' : unclear ? 'stillUnclear' : undefined;
  const look = zh.kind === 'admit' && title === undefined ? ' verdict-through' : '';
  return (
    <View className={`verdict verdict-${kind}${look}`} key={told.serial}>
      <View className="verdict-head">
        <VerdictShape name={isOther ? 'cross' : zh.shape} />
        <View className="verdict-words">
          <Both
            className="verdict-title"
            zh={title ? telling.zh.staff[title] : zh.title}
            other={title ? telling.other?.staff[title] : other?.title}
          />
        </View>
      </View>
      {family && family.mark === told.family?.mark && (
        <Both
          className="verdict-family"
          zh={familyTold(family, telling.zh.staff)}
          other={telling.other && familyTold(family, telling.other.staff)}
        />
      )}
      {isOther ? (
        <>
          <Both
            className="verdict-text"
            zh={telling.zh.staff.comparedDifferent.text}
            other={telling.other?.staff.comparedDifferent.text}
          />
          <Both
            className="verdict-todo"
            zh={telling.zh.staff.comparedDifferent.todo}
            other={telling.other?.staff.comparedDifferent.todo}
          />
        </>
      ) : (
        <>
          {overruled && <Both zh={telling.zh.staff.askedTitle} other={telling.other?.staff.askedTitle} />}
          {zh.text !== '' && <Both className="verdict-text" zh={zh.text} other={other?.text} />}
          {zh.todo && <Both className="verdict-todo" zh={zh.todo} other={other?.todo} />}
        </>
      )}
      {shown && !mustCompare && <Text className="verdict-whom">{telling.zh.staff.whom(shown.name, shown.last4)}</Text>}
      {shown && mustCompare && !compared && (
        <Compare shown={shown} again={again} telling={telling} onCompared={onCompared} />
      )}
      {compared === 'same' && (
        <Both className="verdict-whom" zh={telling.zh.staff.comparedSame} other={telling.other?.staff.comparedSame} />
      )}
      {compared && (
        <Tap className="link verdict-recompare" onTap={() => onCompared(undefined)}>
          <Text>{words.recompare}</Text>
        </Tap>
      )}
      {!final && !overruled && (
        <Opinion told={told} telling={telling} cannotAsk={cannotAsk} chooseVenue={chooseVenue} onAsk={onAsk} />
      )}
      {open && (
        <Tap className="verdict-open" onTap={open.open}>
          <Text>{open.what === 'tally' ? words.tallyOpen : words.linkOpen}</Text>
        </Tap>
      )}
      {zh.notice && !isOther && (
        <View className="verdict-notice">
          <Both zh={zh.notice} other={other?.notice} />
          <Both
            className="verdict-notice-more"
            zh={telling.zh.staff.otherChannels}
            other={telling.other?.staff.otherChannels}
          />
        </View>
      )}
    </View>
  );
}
