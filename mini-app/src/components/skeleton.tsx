/** Skeleton: the shape of the home page before the first answer. */
import { View } from '@tarojs/components';
import { useSettings } from '../hooks/use-settings.ts';
import './skeleton.css';

export function Skeleton() {
  const { words } = useSettings();
  return (
    <View className="skeleton" aria-label={words.loading}>
      <View className="skeleton-shape" />
      <View className="skeleton-bar skeleton-answer" />
      <View className="skeleton-bar skeleton-answer" />
      <View className="skeleton-bar skeleton-answer" style={{ width: '55%' }} />
      <View className="skeleton-bar" style={{ width: '40%' }} />
      <View className="skeleton-card" />
    </View>
  );
}
