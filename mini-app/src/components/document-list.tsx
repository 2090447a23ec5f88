/** DocumentList: the documents that are bound, masked as the server gives them. */
import { Text, View } from '@tarojs/components';
import { useSettings } from '../hooks/use-settings.ts';
import type { Identity } from '../server/answers.ts';
import './choice-row.css';

export function DocumentList({ documents }: { documents: Identity['documents'] }) {
  const { words } = useSettings();
  if (documents.length === 0) return <Text className="block quiet">{words.noDocuments}</Text>;
  return (
    <View>
      {documents.map(({ type, last4, name, strength }) => (
        <View key={`${type}${last4}`} className="choice-row">
          <View>
            <Text className="block">{name}</Text>
            <Text className="block quiet">{words.documentEnding(words.documentType[type], last4)}</Text>
            {strength === 'matched' && <Text className="block small">{words.problem['proof-too-weak']}</Text>}
          </View>
        </View>
      ))}
    </View>
  );
}
