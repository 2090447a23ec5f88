/** RelationPicker: what somebody is to the person, as choices in a row of their own. */
import { Text, View } from '@tarojs/components';
import { RELATIONS, type Relation } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { ChoiceRow } from './choice-row.tsx';

export function RelationPicker({ relation, onChange }: { relation: Relation; onChange(relation: Relation): void }) {
  const { words } = useSettings();
  return (
    <View className="section">
      <Text className="text-field-label">{words.family.relationLabel}</Text>
      {RELATIONS.map((each) => (
        <ChoiceRow
          key={each}
          text={words.family.relation[each]}
          chosen={each === relation}
          onChoose={() => onChange(each)}
        />
      ))}
    </View>
  );
}
