/** 被拒绝了？: a receipt that somebody was turned away, with the clause of the notice; it names nobody and is no pass. */
import { Text, View } from '@tarojs/components';
import { useDidShow, useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { formatInstant } from '../../../../../core/index.ts';
import { STATEMENT_PAGES } from '../../../../../core/share-code/links.ts';
import { COMPLAINTS, type Complaint, isToldName } from '../../../../../core/share-code/receipt.ts';
import type { VenueCode } from '../../../../../core/share-code/venue-code.ts';
import { BigButton } from '../../../components/big-button.tsx';
import { ChoiceRow } from '../../../components/choice-row.tsx';
import { LinkRow } from '../../../components/link-row.tsx';
import { NoticeBar } from '../../../components/notice-bar.tsx';
import { Page } from '../../../components/page.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { TroubleNote } from '../../../components/trouble-note.tsx';
import { go } from '../../../go.ts';
import { useSettings } from '../../../hooks/use-settings.ts';
import { useWaysOut } from '../../../hooks/use-ways-out.ts';
import type { Trouble } from '../../../http/trouble.ts';
import { dayOf, type KeptReceipt } from '../../../kept/receipt-book.ts';
import { clock, receiptBook } from '../../../wiring.ts';
import { RefusedVenue } from '../../components/refused-venue.tsx';
import { lastDays, refusedAt, timeOf } from '../../refused-at.ts';
import { useTrust } from '../../use-trust.ts';
import { checkVenueCode, linkServer } from '../../wiring.ts';
import { useMoreWords } from '../../words/index.ts';

const GONE = 404;

export default function Refused() {
  const { place, scene, language } = useSettings();
  const more = useMoreWords();
  const { refused: words } = more;
  const { code } = useRouter().params;
  const [complaint, setComplaint] = useState<Complaint>();
  const [poster, setPoster] = useState<VenueCode>();
  const [told, setTold] = useState({ name: '', place, scene });
  const [day, setDay] = useState(() => dayOf(clock.now()));
  const [time, setTime] = useState(() => timeOf(clock.now()));
  const [choosingDay, setChoosingDay] = useState(false);
  const [judged, setJudged] = useState(false);
  const [making, setMaking] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const [kept, setKept] = useState<KeptReceipt[]>([]);
  const { waiting } = useTrust();
  useDidShow(() => setKept(receiptBook.receipts()));
  useWaysOut(trouble);
  // From a poster that was opened: it is read again, never believed by its address.
  useEffect(() => {
    if (code === undefined || waiting) return;
    const checked = checkVenueCode(`${STATEMENT_PAGES.venue}?code=${code}`);
    if (checked.kind === 'venue') setPoster(checked.code);
  }, [code, waiting]);

  const now = clock.now();
  const at = refusedAt(day, time, now);
  const name = told.name.trim();
  const goodName = poster !== undefined || isToldName(name);
  const of = poster ? poster.venue : `~${name}`;
  const given = at === undefined ? undefined : receiptBook.find(of, day);

  async function make() {
    setJudged(true);
    if (!complaint || at === undefined || !goodName || making) return;
    if (given) return open(given);
    setMaking(true);
    setTrouble(undefined);
    const reply = await linkServer.giveReceipt({
      complaint,
      venue: poster ? poster.venue : { told: name },
      jurisdiction: poster?.jurisdiction ?? told.place,
      scene: poster?.scene ?? told.scene,
      refusedAt: formatInstant(at),
    });
    setMaking(false);
    if (reply.kind !== 'ok') return setTrouble(reply);
    const receipt = { link: reply.value, venue: poster ? poster[language] : name, of, refusedAt: at };
    receiptBook.keep(receipt);
    open(receipt);
  }
  const open = ({ link }: KeptReceipt) => go.to('receipt', link.slice(link.indexOf('?') + 1));
  const status = trouble?.kind === 'problem' ? trouble.status : undefined;
  const meant = status === GONE ? words.venueGone : undefined;
  return (
    <Page title={words.title}>
      <Text className="block">{words.lead}</Text>
      {kept.length > 0 && (
        <View className="section">
          <Text className="section-title">{words.kept}</Text>
          {kept.map((receipt) => (
            <LinkRow
              key={receipt.link}
              text={words.keptRow(receipt.venue, dayOf(receipt.refusedAt))}
              onTap={() => open(receipt)}
            />
          ))}
        </View>
      )}
      <View className="section">
        <Text className="section-title">{words.complaintTitle}</Text>
        {COMPLAINTS.map((each) => (
          <ChoiceRow
            key={each}
            text={words.complaint[each]}
            why={each === complaint ? words.clause[each] : undefined}
            chosen={each === complaint}
            onChoose={() => setComplaint(each)}
          />
        ))}
      </View>
      <View className="section">
        <Text className="section-title">{words.venueTitle}</Text>
        <RefusedVenue
          poster={poster}
          onPoster={setPoster}
          told={told}
          onTold={setTold}
          wrongName={judged && !goodName}
        />
      </View>
      <View className="section">
        <Text className="section-title">{words.whenTitle}</Text>
        <LinkRow text={`${words.day} ${day}`} onTap={() => setChoosingDay(true)} />
        <TextField
          label={words.timeLabel}
          hint={words.timeHint}
          value={time}
          wrong={judged && at === undefined ? words.timeWrong : undefined}
          most={8}
          onChange={setTime}
        />
      </View>
      <View className="section">
        <Text className="block quiet">{words.nobody}</Text>
        {judged && !complaint && <NoticeBar text={words.complaintMissing} />}
        {given && <NoticeBar text={words.givenHere} />}
        {meant && <NoticeBar text={meant} />}
        {trouble && !meant && <TroubleNote trouble={trouble} todo={more.tryAgain} />}
        <BigButton text={making ? words.making : words.make} off={making} onTap={() => void make()} />
      </View>
      {choosingDay && (
        <Sheet title={words.day} onClose={() => setChoosingDay(false)}>
          {lastDays(now).map((each) => (
            <ChoiceRow
              key={each}
              text={each}
              chosen={each === day}
              onChoose={() => {
                setDay(each);
                setChoosingDay(false);
              }}
            />
          ))}
        </Sheet>
      )}
    </Page>
  );
}
