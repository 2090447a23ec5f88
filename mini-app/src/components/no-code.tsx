/** NoCode: where there is no code to show: one sentence, and one thing to do. */
import { Text, View } from '@tarojs/components';
import { go } from '../go.ts';
import { useSettings } from '../hooks/use-settings.ts';
import type { ShowView } from '../share-code/show-view.ts';
import { BigButton } from './big-button.tsx';
import './no-code.css';

interface NoCodeProps {
  view: Exclude<ShowView, { kind: 'code' }>;
  asking: boolean;
  onTry(): void;
}

export function NoCode({ view, asking, onTry }: NoCodeProps) {
  const { words } = useSettings();
  const { show } = words;
  if (view.kind === 'getting') {
    return (
      <View className="no-code">
        <Text className="heading">{show.getting}</Text>
        <Text className="block">{show.gettingWhy}</Text>
        <View className="no-code-skeleton skeleton" aria-hidden="true" />
      </View>
    );
  }
  const { title, text, action } = view.kind === 'withheld' ? show.withheld[view.why] : show[view.kind];
  const ways: Partial<Record<string, () => void>> = {
    notBound: () => go.to('identity'),
    signedOut: () => go.instead('welcome'),
    'no-negative': () => go.instead('home'),
  };
  const act = ways[view.kind === 'withheld' ? view.why : view.kind] ?? onTry;
  return (
    <View className="no-code">
      <Text className="heading">{title}</Text>
      <Text className="block">{text}</Text>
      <View className="section">
        <BigButton text={asking ? show.getting : action} off={asking} onTap={act} />
      </View>
      <Text className="block quiet no-code-paper">{show.paperStillCounts}</Text>
    </View>
  );
}
