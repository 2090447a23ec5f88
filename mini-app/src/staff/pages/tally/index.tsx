/** 核验统计: this phone's numbers of today and yesterday, to be signed; or one that was scanned or opened, checked with no network. */
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { readTally } from '../../../../../core/share-code/index.ts';
import { BigButton } from '../../../components/big-button.tsx';
import { NoticeBar } from '../../../components/notice-bar.tsx';
import { Page } from '../../../components/page.tsx';
import { platform, trustKeeper } from '../../../wiring.ts';
import { OwnTally } from '../../components/own-tally.tsx';
import { TallyChecked } from '../../components/tally-checked.tsx';
import { useListState } from '../../use-list-state.ts';
import { checkTally, tallyBook } from '../../wiring.ts';
import { useStaffWords } from '../../words/index.ts';

type Checked = ReturnType<typeof readTally>;

export default function TallyPage() {
  const staff = useStaffWords();
  const { code } = useRouter().params;
  const trust = useSyncExternalStore(trustKeeper.subscribe, trustKeeper.get);
  useListState();
  const [link, setLink] = useState(code && `staff/pages/tally/index?code=${code}`);
  const [said, setSaid] = useState<string>();
  const [tallies, setTallies] = useState(tallyBook.tallies);
  useEffect(() => tallyBook.subscribe(() => setTallies(tallyBook.tallies())), []);

  // Judged anew with every list that comes.
  const checked: Checked | undefined = trust && link ? checkTally(link) : undefined;
  async function scan() {
    setSaid(undefined);
    const scanned = await platform.scan(staff.scanner);
    if (scanned.kind === 'text') setLink(scanned.text);
    if (scanned.kind === 'refused') setSaid(staff.cameraRefused);
    if (scanned.kind === 'unsupported') setSaid(staff.cameraNone);
  }
  return (
    <Page title={staff.tallyTitle}>
      {said && <NoticeBar text={said} />}
      {checked ? (
        <TallyChecked checked={checked} />
      ) : (
        <View>
          <Text className="block">{staff.tallyLead}</Text>
          {tallies.length === 0 && <Text className="block section quiet">{staff.tallyNone}</Text>}
          {tallies.map((tally) => (
            <OwnTally key={`${tally.day} ${tally.venue}`} tally={tally} />
          ))}
        </View>
      )}
      <View className="section">
        <BigButton second text={staff.tallyCheck} onTap={() => void scan()} />
      </View>
    </Page>
  );
}
