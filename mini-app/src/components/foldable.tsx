/** Foldable: a title that opens what is under it. */
import { Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { useSettings } from '../hooks/use-settings.ts';
import { Tap } from './tap.tsx';
import './foldable.css';

interface FoldableProps {
  title: string;
  open: boolean;
  onToggle(): void;
}

export function Foldable({ title, open, onToggle, children }: PropsWithChildren<FoldableProps>) {
  const { words } = useSettings();
  return (
    <View className="foldable">
      <Tap className="foldable-head" label={`${title}，${open ? words.fold : words.open}`} onTap={onToggle}>
        <Text className="foldable-title">{title}</Text>
        <Text className="foldable-toggle">{open ? words.fold : words.open}</Text>
      </Tap>
      {open && <View className="foldable-inside">{children}</View>}
    </View>
  );
}
