/** PlacePicker: where one is going; the recent three first. */
import { Text, View } from '@tarojs/components';
import { type JurisdictionCode, NATIONAL } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import type { Place } from '../server/answers.ts';
import { settings } from '../wiring.ts';
import { ChoiceRow } from './choice-row.tsx';
import { Sheet } from './sheet.tsx';

interface PlacePickerProps {
  places: Place[];
  /** Of a page that asks where something was, and not where one is going. */
  picked?: { place: JurisdictionCode; onPick(place: JurisdictionCode): void };
  onClose(): void;
}

export function PlacePicker({ places, picked, onClose }: PlacePickerProps) {
  const { words, language, place, recentPlaces } = useSettings();
  const current = picked ? picked.place : place;
  const recent = recentPlaces
    .map((code) => places.find((place) => place.code === code))
    .filter((place) => place !== undefined);
  const choose = (code: JurisdictionCode) => {
    if (picked) picked.onPick(code);
    else settings.goTo(code);
    onClose();
  };
  const row = (place: Place) => (
    <ChoiceRow
      key={place.code}
      text={place.code === NATIONAL ? words.nationwide : place[language]}
      chosen={place.code === current}
      onChoose={() => choose(place.code)}
    />
  );
  return (
    <Sheet title={words.placesTitle} onClose={onClose}>
      {recent.length > 0 && (
        <View>
          <Text className="sheet-group">{words.recentPlaces}</Text>
          {recent.map(row)}
          <Text className="sheet-group">{words.allPlaces}</Text>
        </View>
      )}
      {places.map(row)}
      {places.length === 0 && <Text className="quiet">{words.placesMissing}</Text>}
    </Sheet>
  );
}
