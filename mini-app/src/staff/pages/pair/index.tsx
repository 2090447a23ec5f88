/** 连接固定岗: the staff member's own phone lets a computer check at the venue for twelve hours. */
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { BigButton } from '../../../components/big-button.tsx';
import { NoticeBar } from '../../../components/notice-bar.tsx';
import { OpenInside } from '../../../components/open-inside.tsx';
import { Page } from '../../../components/page.tsx';
import { useSettings } from '../../../hooks/use-settings.ts';
import type { Reply } from '../../../http/trouble.ts';
import { signsIn } from '../../../wiring.ts';
import { StaffTrouble } from '../../components/staff-trouble.tsx';
import { goStaff } from '../../go-staff.ts';
import { deskIn } from '../../staff-links.ts';
import { usePost } from '../../use-post.ts';
import { staffServer } from '../../wiring.ts';
import { useStaffWords } from '../../words/index.ts';

export default function Pair() {
  const staff = useStaffWords();
  const { language } = useSettings();
  const { venue } = usePost();
  const { desk: given = '' } = useRouter().params;
  const desk = deskIn(`staff/pages/pair/index?desk=${given}`);
  const [pairing, setPairing] = useState(false);
  const [reply, setReply] = useState<Reply<null>>();

  async function pair() {
    if (!desk || !venue || pairing) return;
    setPairing(true);
    setReply(await staffServer.pairDesk(desk, venue.id));
    setPairing(false);
  }
  const said = { 403: staff.notStaffHere, 404: staff.pairGone, 409: staff.pairGone, 410: staff.pairGone };
  return (
    <Page title={staff.pairTitle}>
      {!desk && <NoticeBar text={staff.pairLinkWrong} />}
      {reply && reply.kind !== 'ok' && <StaffTrouble trouble={reply} said={said} onPerson={() => void pair()} />}
      {reply?.kind === 'ok' && venue ? (
        <View>
          <NoticeBar text={staff.paired(venue[language])} />
          <View className="section">
            <BigButton second text={staff.toCheck} onTap={() => goStaff.instead('check')} />
          </View>
        </View>
      ) : (
        desk &&
        (signsIn ? (
          <View>
            <Text className="block">{venue ? staff.pairLead(venue[language]) : staff.pairNeedsVenue}</Text>
            <View className="section">
              {venue ? (
                <BigButton text={pairing ? staff.pairing : staff.pair} off={pairing} onTap={() => void pair()} />
              ) : (
                <BigButton text={staff.venuesTitle} onTap={() => goStaff.to('venues')} />
              )}
            </View>
          </View>
        ) : (
          <OpenInside />
        ))
      )}
    </Page>
  );
}
