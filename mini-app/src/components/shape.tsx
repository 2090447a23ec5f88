/** Shape: tick, clock, question mark, dash or ring beside the words that say the same. */
import { View } from '@tarojs/components';
import type { Shape as ShapeName } from '../sentences/decision-sentence.ts';
import './shape.css';

export function Shape({ name }: { name: ShapeName }) {
  return <View className={`shape shape-${name}`} aria-hidden="true" />;
}
