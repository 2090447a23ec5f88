/** RefusedVenue: where it was: by the venue's poster, or by its name as the citizen writes it, with place and scene. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { JurisdictionCode, Scene } from '../../../../core/index.ts';
import type { VenueCode } from '../../../../core/share-code/venue-code.ts';
import { BigButton } from '../../components/big-button.tsx';
import { LinkRow } from '../../components/link-row.tsx';
import { NoticeBar } from '../../components/notice-bar.tsx';
import { PlacePicker } from '../../components/place-picker.tsx';
import { ScenePicker } from '../../components/scene-picker.tsx';
import { Tap } from '../../components/tap.tsx';
import { TextField } from '../../components/text-field.tsx';
import { usePlaces } from '../../hooks/use-places.ts';
import { useSettings } from '../../hooks/use-settings.ts';
import { type PosterDoubt, scanPoster } from '../scan-poster.ts';
import { useMoreWords } from '../words/index.ts';

export interface ToldVenue {
  name: string;
  place: JurisdictionCode;
  scene: Scene;
}

interface RefusedVenueProps {
  poster?: VenueCode;
  onPoster(poster: VenueCode | undefined): void;
  told: ToldVenue;
  onTold(told: ToldVenue): void;
  wrongName: boolean;
}

export function RefusedVenue({ poster, onPoster, told, onTold, wrongName }: RefusedVenueProps) {
  const { words, language } = useSettings();
  const more = useMoreWords();
  const places = usePlaces();
  const [said, setSaid] = useState<PosterDoubt>();
  const [picking, setPicking] = useState<'place' | 'scene'>();
  const { refused } = more;
  const nameOf = (code: JurisdictionCode) => places.find((each) => each.code === code)?.[language] ?? code;

  async function scan() {
    setSaid(undefined);
    const scanned = await scanPoster(more);
    if ('poster' in scanned) onPoster(scanned.poster);
    else setSaid(scanned.said);
  }
  const close = () => setPicking(undefined);
  if (poster)
    return (
      <View>
        <Text className="block">{poster[language]}</Text>
        <Text className="block quiet">
          {nameOf(poster.jurisdiction)} · {words.scene[poster.scene]}
        </Text>
        <Text className="block small quiet">{refused.venueScanned}</Text>
        <Tap className="link" onTap={() => onPoster(undefined)}>
          <Text>{refused.venueForget}</Text>
        </Tap>
      </View>
    );
  return (
    <View>
      {said && <NoticeBar text={said.text} more={said.todo} />}
      <BigButton second text={refused.venueScan} onTap={() => void scan()} />
      <TextField
        label={refused.nameLabel}
        hint={refused.nameHint}
        value={told.name}
        wrong={wrongName ? refused.nameWrong : undefined}
        most={40}
        onChange={(name) => onTold({ ...told, name })}
      />
      <LinkRow text={refused.placeOf(nameOf(told.place))} onTap={() => setPicking('place')} />
      <LinkRow text={refused.sceneOf(words.scene[told.scene])} onTap={() => setPicking('scene')} />
      {picking === 'place' && (
        <PlacePicker
          places={places}
          picked={{ place: told.place, onPick: (place) => onTold({ ...told, place }) }}
          onClose={close}
        />
      )}
      {picking === 'scene' && (
        <ScenePicker picked={{ scene: told.scene, onPick: (scene) => onTold({ ...told, scene }) }} onClose={close} />
      )}
    </View>
  );
}
