/** MemberRow: one of a venue's staff, as a number that says nothing of who it is, with a way to remove them. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Instant } from '../../../../core/index.ts';
import { Tap } from '../../components/tap.tsx';
import { useSettings } from '../../hooks/use-settings.ts';
import { dateTime } from '../../sentences/times.ts';
import type { StaffMember } from '../staff-server.ts';
import { useStaffWords } from '../words/index.ts';
import './member-row.css';

interface MemberRowProps {
  member: StaffMember;
  now: Instant;
  onRemove(): void;
}

export function MemberRow({ member, now, onRemove }: MemberRowProps) {
  const staff = useStaffWords();
  const { words } = useSettings();
  const [asked, setAsked] = useState(false);
  const { key, role, since, you } = member;
  const name = `${staff.staffNumber(key)}${you ? ` · ${staff.you}` : ''}`;
  return (
    <View className="member">
      <View className="member-line">
        <View className="member-who">
          <Text className="block">{name}</Text>
          <Text className="block small quiet">
            {staff.role[role]}
            {since !== undefined ? ` · ${staff.since(dateTime(since, now, words))}` : ''}
          </Text>
        </View>
        {!asked && (
          <Tap className="link" label={`${staff.remove}，${name}`} onTap={() => setAsked(true)}>
            <Text>{staff.remove}</Text>
          </Tap>
        )}
      </View>
      {asked && (
        <View>
          <Text className="block">{staff.removeAsk}</Text>
          <Tap
            className="link member-yes"
            onTap={() => {
              setAsked(false);
              onRemove();
            }}
          >
            <Text>{staff.removeYes}</Text>
          </Tap>
          <Tap className="link" onTap={() => setAsked(false)}>
            <Text>{staff.removeNo}</Text>
          </Tap>
        </View>
      )}
    </View>
  );
}
