/** Progress: how many have answered, as a line that fills. */
import { View } from '@tarojs/components';
import './progress.css';

interface ProgressProps {
  done: number;
  all: number;
  /** The same in words. */
  told: string;
}

export function Progress({ done, all, told }: ProgressProps) {
  const percent = all === 0 ? 0 : Math.round((done / all) * 100);
  return (
    <View
      className="progress"
      role="progressbar"
      aria-role="progressbar"
      aria-label={told}
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={done}
    >
      <View className="progress-done" style={{ width: `${percent}%` }} />
    </View>
  );
}
