/** 加入场所: an invitation that was scanned or opened, accepted by a tap; who joins stays a number to the venue. */
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
import { invitationIn } from '../../staff-links.ts';
import type { StaffVenue } from '../../staff-venue.ts';
import { post, staffServer } from '../../wiring.ts';
import { useStaffWords } from '../../words/index.ts';

export default function Join() {
  const staff = useStaffWords();
  const { language } = useSettings();
  const { venue = '', invitation = '' } = useRouter().params;
  const given = invitationIn(`staff/pages/join/index?venue=${venue}&invitation=${invitation}`);
  const [joining, setJoining] = useState(false);
  const [reply, setReply] = useState<Reply<StaffVenue>>();

  async function join() {
    if (!given || joining) return;
    setJoining(true);
    const answer = await staffServer.join(given.venue, given.invitation);
    if (answer.kind === 'ok') post.change({ venue: answer.value });
    setJoining(false);
    setReply(answer);
  }
  const said = { 404: staff.joinUsed, 409: staff.joinTooMany, 400: staff.joinLinkWrong };
  return (
    <Page title={staff.joinTitle}>
      {!given && <NoticeBar text={staff.joinLinkWrong} />}
      {reply && reply.kind !== 'ok' && <StaffTrouble trouble={reply} said={said} onPerson={() => void join()} />}
      {reply?.kind === 'ok' ? (
        <View>
          <NoticeBar text={staff.joined(reply.value[language])} />
          <View className="section">
            <BigButton text={staff.toCheck} onTap={() => goStaff.instead('check')} />
          </View>
        </View>
      ) : (
        given &&
        (signsIn ? (
          <View>
            <Text className="block">{staff.joinLead}</Text>
            <Text className="block small quiet">{staff.joinFor(given.venue)}</Text>
            <View className="section">
              <BigButton text={joining ? staff.joining : staff.join} off={joining} onTap={() => void join()} />
            </View>
          </View>
        ) : (
          <OpenInside />
        ))
      )}
    </Page>
  );
}
