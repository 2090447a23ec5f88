/** DayPlot: a source's last 24 hours, a bar an hour, by height and frame and never by colour; the words beside it say the same. */
import { Text, View } from '@tarojs/components';
import type { Instant } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { dayTold } from '../sentences/channel-words.ts';
import { shortTime } from '../sentences/times.ts';
import type { Hour } from '../server/channel-status.ts';
import './day-plot.css';

export function DayPlot({ day, now }: { day: Hour[]; now: Instant }) {
  const { words } = useSettings();
  const [first] = day;
  if (!first) return null;
  return (
    <View className="day-plot">
      <Text className="block small quiet">{words.channelsPage.day}</Text>
      <View className="day-plot-bars" aria-hidden="true">
        {day.map(({ from, answered }) => (
          <View key={from} className={answered === null ? 'day-plot-hour' : 'day-plot-hour day-plot-asked'}>
            <View className="day-plot-fill" style={{ height: `${Math.round((answered ?? 0) * 100)}%` }} />
          </View>
        ))}
      </View>
      <View className="day-plot-axis small quiet" aria-hidden="true">
        <Text>{words.channelsPage.dayFrom(shortTime(first.from, now, words))}</Text>
        <Text>{words.channelsPage.dayNow}</Text>
      </View>
      <Text className="block">{dayTold(day, words, now)}</Text>
      <Text className="block small quiet" aria-hidden="true">
        {words.channelsPage.dayLegend}
      </Text>
    </View>
  );
}
