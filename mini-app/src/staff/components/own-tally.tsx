/** OwnTally: one day at one venue on this phone, and its signature for an inspector. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { LinkPicture } from '../../components/link-picture.tsx';
import { useSettings } from '../../hooks/use-settings.ts';
import type { Reply } from '../../http/trouble.ts';
import type { DayTally } from '../tally-book.ts';
import { usePost } from '../use-post.ts';
import { deskLink, staffServer } from '../wiring.ts';
import { useStaffWords } from '../words/index.ts';
import { StaffTrouble } from './staff-trouble.tsx';
import { TallyFacts } from './tally-facts.tsx';

export function OwnTally({ tally }: { tally: DayTally }) {
  const staff = useStaffWords();
  const { language } = useSettings();
  const { venue: chosen } = usePost();
  const [signing, setSigning] = useState(false);
  /** What was signed is of the numbers as they were then. */
  const [signed, setSigned] = useState<{ of: string; reply: Reply<string> }>();
  const { day, venue, counts, phone } = tally;
  const numbers = JSON.stringify(counts);
  const reply = signed?.of === numbers ? signed.reply : undefined;

  async function sign() {
    if (!venue || signing) return;
    setSigning(true);
    const answer = await staffServer.signTally({ venue, day, counts, phone }, deskLink.token());
    setSigned({ of: numbers, reply: answer });
    setSigning(false);
  }
  const name = venue === undefined ? staff.withoutVenue : venue === chosen?.id ? chosen[language] : venue;
  return (
    <View className="section">
      <Text className="section-title">
        {day} · {name}
      </Text>
      <TallyFacts counts={counts} phone={phone} />
      {venue === undefined && <Text className="block small quiet">{staff.tallyNoVenue}</Text>}
      {reply && reply.kind !== 'ok' && (
        <StaffTrouble
          trouble={reply}
          said={{ 403: staff.notStaffHere, 404: staff.notStaffHere }}
          onPerson={() => void sign()}
        />
      )}
      {reply?.kind === 'ok' ? (
        <LinkPicture
          id={`tally-${day}-${venue}`}
          link={reply.value}
          lead={staff.tallySigned}
          save={{ name: `huren-${venue}-${day}`, words: staff }}
        />
      ) : (
        venue !== undefined && (
          <View className="section">
            <BigButton text={signing ? staff.tallySigning : staff.tallySign} off={signing} onTap={() => void sign()} />
          </View>
        )
      )}
    </View>
  );
}
