/** LinkPicture: a link as a QR code that another phone scans, and the link itself to copy. */
import { Text, View } from '@tarojs/components';
import { useCallback, useState } from 'react';
import { useSettings } from '../hooks/use-settings.ts';
// Without an extension: each platform has its own.
import { savePicture } from '../phone/giving-out';
import { drawQr, type Pencil } from '../phone/pencil.ts';
import { BigButton } from './big-button.tsx';
import { CopyLink } from './copy-link.tsx';
import { Picture } from './picture.tsx';

interface LinkPictureProps {
  id: string;
  link: string;
  lead: string;
  /** As which file it can be saved, and what is said of that; absent: it cannot. */
  save?: { name: string; words: SavingWords };
}
interface SavingWords {
  save: string;
  saved: string;
  saveRefused: string;
  saveUnsupported: string;
}

const SIDE = 720;

export function LinkPicture({ id, link, lead, save }: LinkPictureProps) {
  const { words } = useSettings();
  const [canvas, setCanvas] = useState<unknown>();
  const draw = useCallback((pencil: Pencil) => drawQr(pencil, link, 0, 0, SIDE), [link]);
  return (
    <View className="section">
      <Text className="block">{lead}</Text>
      <View className="link-picture">
        <Picture
          id={id}
          label={words.link.picture}
          width={SIDE}
          height={SIDE}
          draw={draw}
          onDrawn={(drawn) => setCanvas(() => drawn)}
        />
      </View>
      <CopyLink link={link} />
      {save && canvas !== undefined && <Save {...save} canvas={canvas} />}
    </View>
  );
}

function Save({ name, words, canvas }: { name: string; words: SavingWords; canvas: unknown }) {
  const [said, setSaid] = useState<string>();
  async function save() {
    const outcome = await savePicture(canvas, name);
    setSaid({ done: words.saved, refused: words.saveRefused, unsupported: words.saveUnsupported }[outcome]);
  }
  return (
    <View className="second-button">
      {said && <Text className="block">{said}</Text>}
      <BigButton second text={words.save} onTap={() => void save()} />
    </View>
  );
}
