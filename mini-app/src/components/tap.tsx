/** Tap: anything that can be tapped, with a label for screen readers and the keyboard's Enter in a browser. */
import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { asButton } from './accessible.ts';

interface TapProps {
  className: string;
  onTap(): void;
  /** Where what is read aloud must say more than what is seen. */
  label?: string;
}

export function Tap({ className, onTap, label, children }: PropsWithChildren<TapProps>) {
  const enter = { onKeyDown: (event: { key?: string }) => event.key === 'Enter' && onTap() };
  return (
    <View className={className} hoverClass="pressed" onClick={onTap} {...enter} {...asButton(label)}>
      {children}
    </View>
  );
}
