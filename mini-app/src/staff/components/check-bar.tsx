/** CheckBar: torch, queue and sound, where a thumb reaches them. */
import { Text, View } from '@tarojs/components';
import { Tap } from '../../components/tap.tsx';
import { useSettings } from '../../hooks/use-settings.ts';
import { usePost } from '../use-post.ts';
import { post } from '../wiring.ts';
import { useStaffWords } from '../words/index.ts';

interface CheckBarProps {
  torch: boolean;
  hasTorch: boolean;
  inQueue: boolean;
  onTorch(): void;
  onQueue(): void;
  /** The super-app's own scanner, where the camera on the page does not read. */
  onScan(): void;
}

export function CheckBar({ torch, hasTorch, inQueue, onTorch, onQueue, onScan }: CheckBarProps) {
  const words = useStaffWords();
  const { elder } = useSettings();
  const { silent } = usePost();
  return (
    <View className="check-bar">
      {hasTorch && <Item text={torch ? words.torchOff : words.torchOn} on={torch} onTap={onTorch} />}
      <Item text={inQueue ? words.queueClose : words.queue} on={inQueue} onTap={onQueue} />
      {/* 长辈版 has fewer things on a screen: sound is switched at 岗位, the other scanner offered where the camera fails. */}
      {!elder && (
        <Item
          text={silent ? words.soundOn : words.soundOff}
          on={silent}
          onTap={() => post.change({ silent: !silent })}
        />
      )}
      {!elder && <Item text={words.scanOnce} on={false} onTap={onScan} />}
    </View>
  );
}

function Item({ text, on, onTap }: { text: string; on: boolean; onTap(): void }) {
  return (
    <Tap className={on ? 'check-bar-item check-bar-on' : 'check-bar-item'} onTap={onTap}>
      <Text>{text}</Text>
    </Tap>
  );
}
