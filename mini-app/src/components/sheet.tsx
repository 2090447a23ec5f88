/** Sheet: a list that comes up from below, to choose one thing from. */
import { Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { useSettings } from '../hooks/use-settings.ts';
import { Tap } from './tap.tsx';
import './sheet.css';

interface SheetProps {
  title: string;
  onClose(): void;
}

export function Sheet({ title, onClose, children }: PropsWithChildren<SheetProps>) {
  const { words } = useSettings();
  return (
    <View>
      <View className="sheet-veil" onClick={onClose} />
      <View className="sheet" role="dialog" aria-label={title}>
        <View className="sheet-head">
          <Text className="section-title">{title}</Text>
          <Tap className="link sheet-close" onTap={onClose}>
            <Text>{words.close}</Text>
          </Tap>
        </View>
        {children}
      </View>
    </View>
  );
}
