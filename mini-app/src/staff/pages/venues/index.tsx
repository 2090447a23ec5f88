/** 核验岗位: the venues one is staff of, the one worked at, joining another, and the way to everything else of staff. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { linkKind } from '../../../../../core/share-code/links.ts';
import { BigButton } from '../../../components/big-button.tsx';
import { ChoiceRow } from '../../../components/choice-row.tsx';
import { LinkRow } from '../../../components/link-row.tsx';
import { NoticeBar } from '../../../components/notice-bar.tsx';
import { Page } from '../../../components/page.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { TickBox } from '../../../components/tick-box.tsx';
import { useSettings } from '../../../hooks/use-settings.ts';
import { platform, settings } from '../../../wiring.ts';
import { StaffTrouble } from '../../components/staff-trouble.tsx';
import { goStaff } from '../../go-staff.ts';
import { deskIn, invitationIn } from '../../staff-links.ts';
import type { StaffVenue } from '../../staff-venue.ts';
import { usePost } from '../../use-post.ts';
import { useVenues } from '../../use-venues.ts';
import { post } from '../../wiring.ts';
import { useStaffWords } from '../../words/index.ts';

export default function Venues() {
  const staff = useStaffWords();
  const { words, language, opensAtCheck } = useSettings();
  const { venue: chosen, silent } = usePost();
  const { venues, ask } = useVenues();
  const [said, setSaid] = useState<string>();
  const [pasted, setPasted] = useState('');

  /** Whether it led anywhere. */
  function open(text: string): boolean {
    const invitation = invitationIn(text);
    const desk = deskIn(text);
    if (invitation)
      goStaff.to('join', `?venue=${invitation.venue}&invitation=${encodeURIComponent(invitation.invitation)}`);
    else if (desk) goStaff.to('pair', `?desk=${encodeURIComponent(desk)}`);
    else if (linkKind(text) === 'share-link') goStaff.toShared(text);
    else return false;
    return true;
  }
  async function scan(otherwise: string) {
    setSaid(undefined);
    const scanned = await platform.scan(staff.scanner);
    if (scanned.kind === 'text' && !open(scanned.text)) setSaid(otherwise);
    if (scanned.kind === 'refused') setSaid(staff.cameraRefused);
    if (scanned.kind === 'unsupported') setSaid(staff.cameraNone);
  }
  function paste(text: string) {
    setPasted(text);
    if (open(text)) setPasted('');
  }
  const rule = ({ jurisdiction, scene, role, key }: StaffVenue) =>
    [
      jurisdiction[language],
      words.scene[scene],
      key === undefined ? staff.role[role] : `${staff.role[role]} ${key}`,
    ].join(' · ');
  const list = venues?.kind === 'ok' ? venues.value : undefined;
  return (
    <Page title={staff.venuesTitle}>
      <Text className="block">{staff.venuesLead}</Text>
      {venues && venues.kind !== 'ok' && <StaffTrouble trouble={venues} onPerson={ask} />}
      {!venues && <Text className="block quiet section">{words.loading}</Text>}
      <View className="section">
        {list?.length === 0 && <Text className="block">{staff.venuesNone}</Text>}
        {(list ?? (chosen ? [chosen] : [])).map((venue) => (
          <View key={venue.id}>
            <ChoiceRow
              text={venue[language]}
              why={rule(venue)}
              chosen={venue.id === chosen?.id}
              onChoose={() => post.change({ venue })}
            />
            {venue.role === 'manager' && (
              <LinkRow text={staff.manage(venue[language])} onTap={() => goStaff.to('manage', `?venue=${venue.id}`)} />
            )}
          </View>
        ))}
        {chosen && <ChoiceRow text={staff.leave} chosen={false} onChoose={() => post.change({ venue: undefined })} />}
      </View>
      <View className="section">
        <BigButton text={staff.toCheck} onTap={() => goStaff.instead('check')} />
      </View>
      <View className="section">
        <LinkRow text={staff.toTally} onTap={() => goStaff.to('tally')} />
        {chosen && <LinkRow text={staff.toLookUp} onTap={() => goStaff.to('look-up')} />}
        {chosen && <LinkRow text={staff.toPair} onTap={() => void scan(staff.pairLinkWrong)} />}
        {platform.name === 'browser' && <LinkRow text={staff.toDesk} onTap={() => goStaff.to('desk')} />}
      </View>
      <View className="section">
        {said && <NoticeBar text={said} />}
        <BigButton second text={staff.scanLink} onTap={() => void scan(staff.notALink)} />
        <TextField label={staff.pasteLabel} hint={staff.pasteHint} value={pasted} most={300} onChange={paste} />
      </View>
      <View className="section">
        <TickBox
          text={staff.opensHere}
          why={staff.opensHereLead}
          on={opensAtCheck === true}
          onChange={(on) => settings.change({ opensAtCheck: on })}
        />
        <TickBox
          text={staff.silent}
          why={staff.silentLead}
          on={silent}
          onChange={(on) => post.change({ silent: on })}
        />
      </View>
    </Page>
  );
}
