/** PosterSection: the venue's signed code as a poster in A4, to be saved as a picture or printed. */
import { Text, View } from '@tarojs/components';
import { useCallback, useState } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { Picture } from '../../components/picture.tsx';
import { useSettings } from '../../hooks/use-settings.ts';
import type { Trouble } from '../../http/trouble.ts';
import type { Pencil } from '../../phone/pencil.ts';
import { dateTime } from '../../sentences/times.ts';
import { clock, platform, trustKeeper } from '../../wiring.ts';
import { languages } from '../../words/index.ts';
import { drawPoster, POSTER } from '../drawing.ts';
import type { Invitation } from '../staff-server.ts';
import type { StaffVenue } from '../staff-venue.ts';
import { noticeOf } from '../verdict-told.ts';
import { device, staffServer } from '../wiring.ts';
import { staffLanguages, useStaffWords } from '../words/index.ts';
import { StaffTrouble } from './staff-trouble.tsx';
import './poster.css';

export function PosterSection({ venue }: { venue: StaffVenue }) {
  const staff = useStaffWords();
  const { words } = useSettings();
  const [poster, setPoster] = useState<Invitation>();
  const [canvas, setCanvas] = useState<unknown>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [said, setSaid] = useState<string>();

  const draw = useCallback(
    (pencil: Pencil) => {
      if (poster) drawPoster(pencil, posterOf(venue, poster));
    },
    [poster, venue],
  );
  async function make() {
    setTrouble(undefined);
    // The sentence of the notice is the published one.
    await trustKeeper.refresh();
    const reply = await staffServer.poster(venue.id);
    if (reply.kind === 'ok') setPoster(reply.value);
    else setTrouble(reply);
  }
  async function save() {
    const outcome = await device.savePicture(canvas, `huren-${venue.id}`);
    setSaid({ done: staff.saved, refused: staff.saveRefused, unsupported: staff.saveUnsupported }[outcome]);
  }
  return (
    <View className="section poster">
      <View className="poster-words">
        <Text className="section-title">{staff.poster}</Text>
        <Text className="block">{staff.posterLead}</Text>
        {trouble && <StaffTrouble trouble={trouble} said={{ 403: staff.notManager }} />}
      </View>
      {poster && (
        <Picture
          id="poster"
          label={`${staff.poster}，${venue.zh}，${staff.posterUntil(dateTime(poster.expiresAt, clock.now(), words))}`}
          width={POSTER.width}
          height={POSTER.height}
          draw={draw}
          onDrawn={(drawn) => setCanvas(() => drawn)}
        />
      )}
      <View className="poster-words">
        {said && <Text className="block">{said}</Text>}
        {!poster && (
          <View className="section">
            <BigButton second text={staff.posterMake} onTap={() => void make()} />
          </View>
        )}
        {poster && <BigButton text={staff.save} off={canvas === undefined} onTap={() => void save()} />}
        {poster && platform.name === 'browser' && (
          <View className="second-button">
            <BigButton second text={staff.posterPrint} onTap={device.print} />
          </View>
        )}
      </View>
    </View>
  );
}

/** In both languages, whichever was chosen: who reads it is not who made it. */
function posterOf(venue: StaffVenue, { link, expiresAt }: Invitation) {
  const { zh, en } = staffLanguages;
  const list = trustKeeper.get().list?.words;
  const now = clock.now();
  return {
    link,
    title: [zh.posterTitle, en.posterTitle] as [string, string],
    venue: [venue.zh, venue.en] as [string, string],
    rule: [
      `${venue.jurisdiction.zh} · ${languages.zh.scene[venue.scene]}`,
      `${venue.jurisdiction.en} · ${languages.en.scene[venue.scene]}`,
    ] as [string, string],
    scan: [zh.posterScan, en.posterScan] as [string, string],
    notice: [noticeOf({ staff: zh, language: 'zh', list }), noticeOf({ staff: en, language: 'en', list })] as [
      string,
      string,
    ],
    until: `${zh.posterUntil(dateTime(expiresAt, now, languages.zh))}  ·  ${en.posterUntil(dateTime(expiresAt, now, languages.en))}`,
  };
}
