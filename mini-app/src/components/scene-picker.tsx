/** ScenePicker: what one is going there for. */
import { SCENES } from '../../../core/index.ts';
import { useSettings } from '../use-settings.ts';
import { settings } from '../wiring.ts';
import { ChoiceRow } from './choice-row.tsx';
import { Sheet } from './sheet.tsx';

export function ScenePicker({ onClose }: { onClose(): void }) {
  const { words, scene: current } = useSettings();
  return (
    <Sheet title={words.scenesTitle} onClose={onClose}>
      {SCENES.map((scene) => (
        <ChoiceRow
          key={scene}
          text={words.scene[scene]}
          chosen={scene === current}
          onChoose={() => {
            settings.change({ scene });
            onClose();
          }}
        />
      ))}
    </Sheet>
  );
}
