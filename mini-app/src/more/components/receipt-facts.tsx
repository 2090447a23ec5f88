/** ReceiptFacts: what a true receipt says, in Chinese for whoever it is shown to and in the chosen language, and as a picture to send on. */
import { Text, View } from '@tarojs/components';
import { useCallback, useState } from 'react';
import type { Instant } from '../../../../core/index.ts';
import type { Receipt } from '../../../../core/share-code/receipt.ts';
import { BigButton } from '../../components/big-button.tsx';
import { Both } from '../../components/both.tsx';
import { CopyLink } from '../../components/copy-link.tsx';
import { Picture } from '../../components/picture.tsx';
import { useNow } from '../../hooks/use-now.ts';
import { usePlaces } from '../../hooks/use-places.ts';
import { useSettings } from '../../hooks/use-settings.ts';
// Without an extension: each platform has its own.
import { savePicture } from '../../phone/giving-out';
import type { Pencil } from '../../phone/pencil.ts';
import { dateTime } from '../../sentences/times.ts';
import { languages } from '../../words/index.ts';
import { drawReceipt, RECEIPT } from '../draw-receipt.ts';
import { moreLanguages, useMoreWords } from '../words/index.ts';
import './receipt-facts.css';

interface ReceiptFactsProps {
  receipt: Receipt;
  link: string;
}

export function ReceiptFacts({ receipt, link }: ReceiptFactsProps) {
  const { language } = useSettings();
  const more = useMoreWords();
  const now = useNow();
  const places = usePlaces();
  const [canvas, setCanvas] = useState<unknown>();
  const [said, setSaid] = useState<string>();
  const place = places.find(({ code }) => code === receipt.jurisdiction);
  const facts = factsOf(receipt, place ?? { zh: receipt.jurisdiction, en: receipt.jurisdiction }, now);
  const drawn = JSON.stringify({ link, facts });
  const draw = useCallback(
    (pencil: Pencil) => {
      const { zh, en } = { zh: moreLanguages.zh.receipt, en: moreLanguages.en.receipt };
      const titles = { title: pair(zh.title, en.title), noPass: pair(zh.noPass, en.noPass) };
      drawReceipt(pencil, { ...JSON.parse(drawn), ...titles, check: pair(zh.check, en.check) });
    },
    [drawn],
  );
  async function save() {
    const { saved, saveRefused, saveUnsupported } = more.receipt;
    const outcome = await savePicture(canvas, `huren-${receipt.id}`);
    setSaid({ done: saved, refused: saveRefused, unsupported: saveUnsupported }[outcome]);
  }
  const other = (value: [string, string]) => (language === 'zh' || value[0] === value[1] ? undefined : value[1]);
  return (
    <View>
      {facts.map(({ name, value }) => (
        <View key={name[0]} className="receipt-fact">
          <Both className="small quiet" zh={name[0]} other={other(name)} />
          <Both zh={value[0]} other={other(value)} />
        </View>
      ))}
      <Text className="block small quiet receipt-means">{more.receipt.means}</Text>
      <View className="section">
        <Text className="section-title">{more.receipt.picture}</Text>
        <Picture
          id="receipt"
          label={more.receipt.pictureLabel}
          width={RECEIPT.width}
          height={RECEIPT.height}
          draw={draw}
          onDrawn={(node) => setCanvas(() => node)}
        />
        {said && <Text className="block">{said}</Text>}
        <BigButton text={more.receipt.save} off={canvas === undefined} onTap={() => void save()} />
        <View className="second-button">
          <CopyLink link={link} />
        </View>
      </View>
    </View>
  );
}

const pair = (zh: string, en: string): [string, string] => [zh, en];

/** In both languages, whichever was chosen: who reads it is not who made it. */
function factsOf(receipt: Receipt, place: { zh: string; en: string }, now: Instant) {
  const { zh, en } = moreLanguages;
  const { venue, complaint, scene } = receipt;
  const time = (at: Instant) => pair(dateTime(at, now, languages.zh), dateTime(at, now, languages.en));
  const each = (say: (words: typeof zh) => string) => pair(say(zh), say(en));
  return [
    {
      name: each(({ receipt: { complaint: name } }) => name),
      value: each(({ refused }) => refused.complaint[complaint]),
    },
    {
      name: pair(`${zh.receipt.clause}（${zh.receipt.cite}）`, `${en.receipt.clause} (${en.receipt.cite})`),
      value: each(({ refused }) => refused.clause[complaint]),
    },
    {
      name: each(({ receipt: { venue: name } }) => name),
      value: venue.kind === 'known' ? pair(venue.zh, venue.en) : each((words) => words.receipt.told(venue.name)),
    },
    {
      name: each(({ receipt: { place: name } }) => name),
      value: pair(`${place.zh} · ${languages.zh.scene[scene]}`, `${place.en} · ${languages.en.scene[scene]}`),
    },
    { name: each(({ receipt: { refusedAt: name } }) => name), value: time(receipt.refusedAt) },
    { name: each(({ receipt: { signedAt: name } }) => name), value: time(receipt.issuedAt) },
  ];
}
