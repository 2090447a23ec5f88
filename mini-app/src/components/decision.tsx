/** Decision: the answer, as the largest thing on the page, with place and scene to be tapped inside the sentence. */
import { Text, View } from '@tarojs/components';
import type { Instant, RecognitionDecision, Scene } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { decisionAlone, decisionSentence } from '../sentences/decision-sentence.ts';
import type { Results } from '../server/answers.ts';
import { Shape } from './shape.tsx';
import { Tap } from './tap.tsx';
import './decision.css';

interface DecisionProps {
  /** As of `now`; none where no answer has come and none was kept. */
  decision?: RecognitionDecision;
  /** Instead of the decision's own reason, where more is known. */
  why?: string;
  stricter?: Results['stricter'];
  scene: Scene;
  place: string;
  now: Instant;
  onPlace(): void;
  onScene(): void;
}

export function Decision({ decision, why, stricter, scene, place, now, onPlace, onScene }: DecisionProps) {
  const { words } = useSettings();
  const sentence = decisionSentence(decision, place, words.scene[scene], words, now);
  const picks = {
    place: { onTap: onPlace, label: words.choosePlace(place) },
    scene: { onTap: onScene, label: words.chooseScene(words.scene[scene]) },
  };
  return (
    <View className="decision">
      <Shape name={sentence.shape} />
      <View className="decision-sentence" aria-label={sentence.plain}>
        {sentence.parts.map((part) =>
          part.kind === 'place' || part.kind === 'scene' ? (
            <Tap key={part.kind} className="decision-pick" {...picks[part.kind]}>
              <Text>{part.text}</Text>
            </Tap>
          ) : (
            <Text key={part.text} className={part.kind === 'time' ? 'decision-time' : ''}>
              {part.text}
            </Text>
          ),
        )}
      </View>
      {sentence.left && <Text className="decision-left">{sentence.left}</Text>}
      {(why ?? sentence.why) && <Text className="decision-why">{why ?? sentence.why}</Text>}
      {stricter && (
        <View className="decision-stricter">
          <Text>{words.stricter(words.scene[stricter.scene], decisionAlone(stricter.decision, words, now))}</Text>
        </View>
      )}
    </View>
  );
}
