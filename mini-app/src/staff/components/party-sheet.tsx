/** PartySheet: how many people come together, so that the page can say when all of them are through. */
import { Text, View } from '@tarojs/components';
import { Sheet } from '../../components/sheet.tsx';
import { Tap } from '../../components/tap.tsx';
import { LARGEST_PARTY } from '../gate.ts';
import { useStaffWords } from '../words/index.ts';

interface PartySheetProps {
  onChoose(of: number | undefined): void;
  onClose(): void;
}

export function PartySheet({ onChoose, onClose }: PartySheetProps) {
  const words = useStaffWords();
  const counts = Array.from({ length: LARGEST_PARTY - 1 }, (_, at) => at + 2);
  return (
    <Sheet title={words.partyTitle} onClose={onClose}>
      <Text className="block quiet">{words.partyLead}</Text>
      <View className="party">
        {counts.map((of) => (
          <Tap key={of} className="party-count" label={words.partyOf(of)} onTap={() => onChoose(of)}>
            <Text>{of}</Text>
          </Tap>
        ))}
      </View>
      <Tap className="link" onTap={() => onChoose(undefined)}>
        <Text>{words.partyNone}</Text>
      </Tap>
    </Sheet>
  );
}
