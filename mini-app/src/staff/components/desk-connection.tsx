/** DeskConnection: the code that a staff member's phone pairs this desk with, or where and until when it is paired. */
import { Text, View } from '@tarojs/components';
import { BigButton } from '../../components/big-button.tsx';
import { LinkPicture } from '../../components/link-picture.tsx';
import { useNow } from '../../hooks/use-now.ts';
import { useSettings } from '../../hooks/use-settings.ts';
import { dateTime } from '../../sentences/times.ts';
import type { DeskState } from '../desk-link.ts';
import { deskLink } from '../wiring.ts';
import { useStaffWords } from '../words/index.ts';
import { StaffTrouble } from './staff-trouble.tsx';

export function DeskConnection({ link }: { link: ReturnType<typeof deskLink.get> }) {
  const staff = useStaffWords();
  const { words } = useSettings();
  const now = useNow();
  return (
    <View className="section">
      {link.trouble && <StaffTrouble trouble={link.trouble} />}
      {link.kind === 'ended' && <Text className="block">{staff.deskEnded}</Text>}
      {(link.kind === 'alone' || link.kind === 'ended') && (
        <>
          <Text className="block small quiet">{staff.deskLead}</Text>
          <View className="second-button">
            <BigButton text={staff.deskPair} onTap={() => void deskLink.begin()} />
          </View>
        </>
      )}
      {link.kind === 'waiting' && (
        <>
          <LinkPicture id="desk-code" link={pairLink(link)} lead={staff.deskPairTodo} />
          <Text className="block small quiet">
            {staff.deskWaiting} {staff.deskPairBy(dateTime(link.desk.pairBy, now, words))}
          </Text>
          <View className="second-button">
            <BigButton second text={staff.deskNew} onTap={() => void deskLink.begin()} />
          </View>
        </>
      )}
      {link.kind === 'paired' && (
        <>
          <Text className="block">{staff.deskUntil(dateTime(link.until, now, words))}</Text>
          <View className="second-button">
            <BigButton second text={staff.deskLeave} onTap={deskLink.leave} />
          </View>
        </>
      )}
    </View>
  );
}

/** Of the page as it was opened here; the phone takes a link of any origin. */
function pairLink({ desk }: Extract<DeskState, { kind: 'waiting' }>): string {
  const here = window.location.href.split('#')[0]!;
  return `${here}#/staff/pages/pair/index?desk=${encodeURIComponent(desk.id)}`;
}
