/** The notice that all this rests on: Chinese always, because staff read it; the chosen language beside it. */
import { Text, View } from '@tarojs/components';
import { Page } from '../../components/page.tsx';
import { useSettings } from '../../hooks/use-settings.ts';
import { languages, type Words } from '../../words/index.ts';
import './index.css';

export default function Notice() {
  const { words, language } = useSettings();
  return (
    <Page title={words.noticeTitle}>
      <NoticeIn words={languages.zh} />
      {language !== 'zh' && <NoticeIn words={words} />}
    </Page>
  );
}

function NoticeIn({ words }: { words: Words }) {
  return (
    <View className="section">
      <Text className="block quiet">{words.noticeCite}</Text>
      <Text className="notice-staff">{words.noticeForStaff}</Text>
      <Text className="block">{words.noticeText}</Text>
      <View className="notice-points">
        {words.noticePoints.map((point) => (
          <Text key={point} className="block">
            {`· ${point}`}
          </Text>
        ))}
      </View>
      <Text className="block small quiet">{words.noticeSummary}</Text>
    </View>
  );
}
