/** PaperSection: 纸质结果 beneath the results: the ones nobody has confirmed yet, and the way to add one. */
import { Text, View } from '@tarojs/components';
import type { Instant } from '../../../core/index.ts';
import { go } from '../go.ts';
import { useSettings } from '../hooks/use-settings.ts';
import type { PaperClaim } from '../server/paper-claim.ts';
import { PaperWords } from './paper-words.tsx';
import { Tap } from './tap.tsx';

export function PaperSection({ papers, now }: { papers: PaperClaim[]; now: Instant }) {
  const { words } = useSettings();
  return (
    <View className="section">
      {papers.length > 0 && <Text className="section-title">{words.paper.homeTitle}</Text>}
      {papers.map((paper) => (
        <View key={paper.id} className="paper">
          <PaperWords paper={paper} now={now} />
        </View>
      ))}
      <Tap className="link" onTap={() => go.to('paper')}>
        <Text>{words.paper.title}</Text>
      </Tap>
    </View>
  );
}
