/** Bilingual: what staff read, in Chinese always; below it, smaller, in the language the citizen has chosen, where that is another. */
import { Text, View } from '@tarojs/components';
import { useSettings } from '../hooks/use-settings.ts';
import { languages, type Words } from '../words/index.ts';
import './bilingual.css';

interface BilingualProps {
  className?: string;
  say(words: Words): string;
}

export function Bilingual({ className = '', say }: BilingualProps) {
  const { words, language } = useSettings();
  const chinese = { lang: languages.zh.tag };
  return (
    <View className={className}>
      <View {...chinese}>
        <Text>{say(languages.zh)}</Text>
      </View>
      {language !== 'zh' && <Text className="bilingual-other">{say(words)}</Text>}
    </View>
  );
}
