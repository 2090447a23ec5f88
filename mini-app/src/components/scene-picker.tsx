/** ScenePicker: what one is going there for. */
import { SCENES, type Scene } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { settings } from '../wiring.ts';
import { ChoiceRow } from './choice-row.tsx';
import { Sheet } from './sheet.tsx';

interface ScenePickerProps {
  /** Of a page that asks what something was for, and not what one is going for. */
  picked?: { scene: Scene; onPick(scene: Scene): void };
  onClose(): void;
}

export function ScenePicker({ picked, onClose }: ScenePickerProps) {
  const { words, scene } = useSettings();
  const current = picked ? picked.scene : scene;
  return (
    <Sheet title={words.scenesTitle} onClose={onClose}>
      {SCENES.map((scene) => (
        <ChoiceRow
          key={scene}
          text={words.scene[scene]}
          chosen={scene === current}
          onChoose={() => {
            if (picked) picked.onPick(scene);
            else settings.change({ scene });
            onClose();
          }}
        />
      ))}
    </Sheet>
  );
}
