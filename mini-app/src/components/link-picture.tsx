/** LinkPicture: a link as a QR code that another phone scans, and the link itself to copy. */
import { Text, View } from '@tarojs/components';
import { useCallback, useState } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { Picture } from '../../components/picture.tsx';
import { drawQr, type Pencil } from '../../pencil.ts';
import { device } from '../wiring.ts';
import { useStaffWords } from '../words/index.ts';

interface LinkPictureProps {
  id: string;
  link: string;
  lead: string;
  /** As which file it can be saved; absent: it cannot. */
  name?: string;
}

const SIDE = 720;

export function LinkPicture({ id, link, lead, name }: LinkPictureProps) {
  const words = useStaffWords();
  const [canvas, setCanvas] = useState<unknown>();
  const [said, setSaid] = useState<string>();
  const draw = useCallback((pencil: Pencil) => drawQr(pencil, link, 0, 0, SIDE), [link]);

  async function copy() {
    setSaid((await device.copy(link)) === 'done' ? words.copied : words.copyFailed);
  }
  async function save() {
    const outcome = await device.savePicture(canvas, name ?? 'huren');
    setSaid({ done: words.saved, refused: words.saveRefused, unsupported: words.saveUnsupported }[outcome]);
  }
  return (
    <View className="section">
      <Text className="block">{lead}</Text>
      <View className="link-picture">
        <Picture
          id={id}
          label={words.picture}
          width={SIDE}
          height={SIDE}
          draw={draw}
          onDrawn={(drawn) => setCanvas(() => drawn)}
        />
      </View>
      {said && <Text className="block">{said}</Text>}
      {said === words.copyFailed && (
        <Text className="block small" selectable userSelect>
          {link}
        </Text>
      )}
      <BigButton second text={words.copy} onTap={() => void copy()} />
      {name && canvas !== undefined && (
        <View className="second-button">
          <BigButton second text={words.posterSave} onTap={() => void save()} />
        </View>
      )}
    </View>
  );
}
