/** LanguageLinks: the other languages, each by its own name, for somebody who cannot read this one. */
import { Text, View } from '@tarojs/components';
import { useSettings } from '../hooks/use-settings.ts';
import { settings } from '../wiring.ts';
import { type Language, languages } from '../words/index.ts';
import { Tap } from './tap.tsx';

export function LanguageLinks() {
  const { language } = useSettings();
  const others = (Object.keys(languages) as Language[]).filter((each) => each !== language);
  return (
    <View>
      {others.map((each) => (
        <Tap key={each} className="link" onTap={() => settings.change({ language: each })}>
          <Text>{languages[each].name}</Text>
        </Tap>
      ))}
    </View>
  );
}
