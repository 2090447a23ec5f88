/** VerdictShape: tick, cross, question mark or dashed ring, as large as a hand, so that it is told across a counter. */
import { View } from '@tarojs/components';
import type { VerdictTold } from '../verdict-told.ts';
import './verdict-shape.css';

export function VerdictShape({ name, small }: { name: VerdictTold['shape']; small?: boolean }) {
  return (
    <View className={`verdict-shape verdict-shape-${name}${small ? ' verdict-shape-small' : ''}`} aria-hidden="true" />
  );
}
