/** LookRow: that somebody looked: which venue, when, and how. */
import { Text, View } from '@tarojs/components';
import type { Instant } from '../../../../core/index.ts';
import { useSettings } from '../../hooks/use-settings.ts';
import { dateTime } from '../../sentences/times.ts';
import { factsOf } from '../../share-code/phone-code.ts';
import { codeKeeper } from '../../wiring.ts';
import type { Look } from '../link-server.ts';
import { useMoreWords } from '../words/index.ts';
import '../../components/held-code-row.css';

export function LookRow({ look, now }: { look: Look; now: Instant }) {
  const { words, language } = useSettings();
  const { looks } = useMoreWords();
  const { at, venue, how } = look;
  return (
    <View className="held-code">
      <Text className="held-code-where">{venue?.[language] ?? looks.person}</Text>
      <Text className="block">{looks.how[how]}</Text>
      {look.for !== undefined && <Text className="block">{whose(look.for)}</Text>}
      <Text className="block quiet">{dateTime(at, now, words)}</Text>
    </View>
  );

  function whose(id: string): string {
    const { code } = codeKeeper.of({ for: id });
    const name = code && factsOf(code)?.name;
    return name === undefined ? looks.somebody : looks.of(name);
  }
}
