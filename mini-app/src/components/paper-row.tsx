/** PaperRow: one paper in the list: how it stands, its photo, and the way to delete it. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Instant } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import type { PaperClaim } from '../server/paper-claim.ts';
import { papersWatch } from '../wiring.ts';
import { BigButton } from './big-button.tsx';
import { PaperPhoto } from './paper-photo.tsx';
import { PaperWords } from './paper-words.tsx';
import { Tap } from './tap.tsx';

export function PaperRow({ paper, now }: { paper: PaperClaim; now: Instant }) {
  const { words } = useSettings();
  const [step, setStep] = useState<'seen' | 'asked' | 'removing'>('seen');
  async function remove() {
    setStep('removing');
    await papersWatch.remove(paper.id);
    setStep('seen');
  }
  return (
    <View className="paper">
      <PaperWords paper={paper} now={now} />
      <PaperPhoto paper={paper}>
        {step === 'seen' && (
          <Tap className="link" onTap={() => setStep('asked')}>
            <Text>{words.paper.remove}</Text>
          </Tap>
        )}
      </PaperPhoto>
      {step !== 'seen' && (
        <View className="paper-removal">
          <Text className="block">{words.paper.removeAsk(paper.photo)}</Text>
          <View className="second-button">
            <BigButton
              text={step === 'removing' ? words.paper.sending : words.paper.removeYes}
              off={step === 'removing'}
              onTap={() => void remove()}
            />
          </View>
          <View className="second-button">
            <BigButton second text={words.paper.removeNo} onTap={() => setStep('seen')} />
          </View>
        </View>
      )}
    </View>
  );
}
