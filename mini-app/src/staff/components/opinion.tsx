/** Opinion 联网核验: what asks the server, a button where the phone cannot tell and else a quiet link, and its word beside the phone's own. */
import { Text, View } from '@tarojs/components';
import type { Verification } from '../../../../core/share-code/index.ts';
import { asNews } from '../../components/accessible.ts';
import { Both } from '../../components/both.tsx';
import { Tap } from '../../components/tap.tsx';
import type { OnlineVerdict } from '../../server/online-verdict.ts';
import type { SecondOpinion, Told } from '../gate.ts';
import { helpsToAsk } from '../second-opinion.ts';
import type { BothTellings } from '../use-telling.ts';
import { verdictTold } from '../verdict-told.ts';
import { type StaffWords, useStaffWords } from '../words/index.ts';
import { VerdictShape } from './verdict-shape.tsx';

interface OpinionProps {
  told: Pick<Told, 'secondOpinion'> & { verification: Verification | OnlineVerdict };
  telling: BothTellings;
  cannotAsk?: string;
  chooseVenue?(): void;
  onAsk(): void;
}

export function Opinion({ told, telling, cannotAsk, chooseVenue, onAsk }: OpinionProps) {
  const words = useStaffWords();
  const { verification, secondOpinion } = told;
  const helps = helpsToAsk(verification);
  if (!helps && !secondOpinion) return null;
  if (secondOpinion?.kind === 'told') {
    const zh = verdictTold(secondOpinion.verdict, telling.zh);
    const other = telling.other && verdictTold(secondOpinion.verdict, telling.other);
    const unclear = secondOpinion.verdict.kind === 'ask-online';
    return (
      <View className="opinion" {...asNews}>
        <Both zh={telling.zh.staff.askedTitle} other={telling.other?.staff.askedTitle} />
        <View className="opinion-told">
          <VerdictShape name={zh.shape} small />
          <View className="opinion-words">
            <Both
              className="opinion-title"
              zh={unclear ? telling.zh.staff.stillUnclear : zh.title}
              other={unclear ? telling.other?.staff.stillUnclear : other?.title}
            />
            {zh.text !== '' && <Both zh={zh.text} other={other?.text} />}
          </View>
        </View>
      </View>
    );
  }
  const asking = secondOpinion?.kind === 'asking';
  const isQuiet = helps === 'possible';
  // Nobody has to ask: that it cannot be done now is not worth a line.
  if (isQuiet && cannotAsk !== undefined && !secondOpinion) return null;
  return (
    <View className="opinion">
      {secondOpinion?.kind === 'failed' && <Text className="opinion-note">{failure(secondOpinion, words)}</Text>}
      {cannotAsk === undefined ? (
        <Tap className={isQuiet ? 'link' : 'opinion-button'} onTap={() => !asking && onAsk()}>
          <Text>{asking ? words.asking : words.askNow}</Text>
        </Tap>
      ) : (
        <>
          <Text className="opinion-note">{cannotAsk}</Text>
          {chooseVenue && (
            <Tap className="opinion-button" onTap={chooseVenue}>
              <Text>{words.venuesTitle}</Text>
            </Tap>
          )}
        </>
      )}
    </View>
  );
}

function failure({ why }: Extract<SecondOpinion, { kind: 'failed' }>, words: StaffWords): string {
  const said: Record<typeof why, string> = {
    offline: words.askNoNetwork,
    answered: words.askAnswered,
    'not-staff': words.askNotStaff,
    'too-many': words.askTooMany,
    other: words.askFailed,
  };
  return said[why];
}
