/** 管理场所: who works here, as numbers; inviting and removing them; and the poster. */
import { Text, View } from '@tarojs/components';
import { useDidShow, useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { BigButton } from '../../../components/big-button.tsx';
import { LinkPicture } from '../../../components/link-picture.tsx';
import { NoticeBar } from '../../../components/notice-bar.tsx';
import { Page } from '../../../components/page.tsx';
import { useNow } from '../../../hooks/use-now.ts';
import { useSettings } from '../../../hooks/use-settings.ts';
import type { Reply, Trouble } from '../../../http/trouble.ts';
import { dateTime } from '../../../sentences/times.ts';
import { MemberRow } from '../../components/member-row.tsx';
import { PosterSection } from '../../components/poster-section.tsx';
import { StaffTrouble } from '../../components/staff-trouble.tsx';
import type { Invitation, StaffMember } from '../../staff-server.ts';
import { useVenues } from '../../use-venues.ts';
import { staffServer } from '../../wiring.ts';
import { useStaffWords } from '../../words/index.ts';

export default function Manage() {
  const staff = useStaffWords();
  const { words, language } = useSettings();
  const now = useNow();
  const { venue: id = '' } = useRouter().params;
  const { venues, ask: askVenues } = useVenues();
  const [members, setMembers] = useState<Reply<StaffMember[]>>();
  const [invitation, setInvitation] = useState<Invitation>();
  const [trouble, setTrouble] = useState<Trouble>();
  const venue = venues?.kind === 'ok' ? venues.value.find((each) => each.id === id) : undefined;

  const ask = () => void staffServer.staffOf(id).then(setMembers);
  useDidShow(ask);

  async function invite() {
    setTrouble(undefined);
    const reply = await staffServer.invite(id);
    if (reply.kind === 'ok') setInvitation(reply.value);
    else setTrouble(reply);
  }
  async function remove(key: string) {
    setTrouble(undefined);
    const reply = await staffServer.removeStaff(id, key);
    if (reply.kind !== 'ok') setTrouble(reply);
    ask();
  }
  const said = { 403: staff.notManager, 404: staff.gone, 409: staff.removeLast };
  const failed = trouble ?? (members && members.kind !== 'ok' ? members : undefined);
  return (
    <Page title={venue?.[language] ?? staff.manageTitle}>
      {venue && (
        <Text className="block quiet">
          {venue.jurisdiction[language]} · {words.scene[venue.scene]}
        </Text>
      )}
      {failed && (
        <StaffTrouble
          trouble={failed}
          said={said}
          onPerson={() => {
            askVenues();
            ask();
          }}
        />
      )}
      <View className="section">
        <Text className="section-title">{staff.staffList}</Text>
        {!members && <Text className="block quiet">{words.loading}</Text>}
        {members?.kind === 'ok' &&
          members.value.map((member) => (
            <MemberRow key={member.key} member={member} now={now} onRemove={() => void remove(member.key)} />
          ))}
      </View>
      <View className="section">
        {invitation ? (
          <>
            <LinkPicture
              id="invitation"
              link={invitation.link}
              lead={staff.inviteLead(dateTime(invitation.expiresAt, now, words))}
            />
            <View className="second-button">
              <BigButton second text={staff.invite} onTap={() => void invite()} />
            </View>
          </>
        ) : (
          <BigButton text={staff.invite} onTap={() => void invite()} />
        )}
      </View>
      {venue ? <PosterSection venue={venue} /> : venues?.kind === 'ok' && <NoticeBar text={staff.notManager} />}
    </Page>
  );
}
