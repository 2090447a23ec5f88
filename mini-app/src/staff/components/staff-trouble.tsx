/** StaffTrouble: what went wrong on a staff's page; somebody not signed in says who they are, where that can be said. */
import { Text, View } from '@tarojs/components';
import { NoticeBar } from '../../components/notice-bar.tsx';
import { PeoplePicker } from '../../components/people-picker.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useSettings } from '../../hooks/use-settings.ts';
import type { Trouble } from '../../http/trouble.ts';
import { publicConfig } from '../../public-config.ts';
import { forgetPerson, settings } from '../../wiring.ts';
import { useStaffWords } from '../words/index.ts';

interface StaffTroubleProps {
  trouble: Trouble;
  /** What to say of a status that means something of its own here. */
  said?: Partial<Record<number, string>>;
  /** Somebody has said who they are. */
  onPerson?(): void;
}

export function StaffTrouble({ trouble, said = {}, onPerson }: StaffTroubleProps) {
  const staff = useStaffWords();
  const { words } = useSettings();
  if (trouble.kind === 'signed-out' && onPerson) {
    if (publicConfig.stage !== 'sandbox') return <NoticeBar text={words.onlyInSuperApp} />;
    const choose = (person: string) => {
      forgetPerson();
      settings.change({ person });
      onPerson();
    };
    return (
      <View>
        <Text className="block section">{staff.choosePerson}</Text>
        <PeoplePicker onChoose={choose} />
      </View>
    );
  }
  const meant = trouble.kind === 'problem' ? said[trouble.status] : undefined;
  return meant ? <NoticeBar text={meant} /> : <TroubleNote trouble={trouble} todo={staff.tryAgain} />;
}
