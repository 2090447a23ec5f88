/** ShareForm: whose results, who may see them, and for how long. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { VenueCode } from '../../../../core/share-code/venue-code.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { NoticeBar } from '../../components/notice-bar.tsx';
import { usePlaces } from '../../hooks/use-places.ts';
import { useSettings } from '../../hooks/use-settings.ts';
import type { Dependent } from '../../server/family-server.ts';
import { type PosterDoubt, scanPoster } from '../scan-poster.ts';
import { HOURS, type ShareChoice } from '../share-choice.ts';
import { useMoreWords } from '../words/index.ts';

interface ShareFormProps {
  choice: ShareChoice;
  dependents: Dependent[];
  onChoice(choice: ShareChoice): void;
}

export function ShareForm({ choice, dependents, onChoice }: ShareFormProps) {
  const { words: main, language, place, scene } = useSettings();
  const more = useMoreWords();
  const { link: words } = more;
  const places = usePlaces();
  const [poster, setPoster] = useState<VenueCode>();
  const [said, setSaid] = useState<PosterDoubt>();
  const change = (changes: Partial<ShareChoice>) => onChoice({ ...choice, ...changes });
  const where = places.find(({ code }) => code === place)?.[language] ?? main.nationwide;

  async function scan() {
    setSaid(undefined);
    const scanned = await scanPoster(more);
    if (!('poster' in scanned)) return setSaid(scanned.said);
    setPoster(scanned.poster);
    change({ to: 'venue', venue: scanned.poster.venue });
  }
  return (
    <View>
      {dependents.length > 0 && (
        <View className="section">
          <Text className="section-title">{words.whoTitle}</Text>
          <ChoiceRow text={words.oneself} chosen={choice.of === undefined} onChoose={() => change({ of: undefined })} />
          {dependents.map(({ id, name }) => (
            <ChoiceRow key={id} text={name} chosen={choice.of === id} onChoose={() => change({ of: id })} />
          ))}
        </View>
      )}
      <View className="section">
        <Text className="section-title">{words.toTitle}</Text>
        {said && <NoticeBar text={said.text} more={said.todo} />}
        <ChoiceRow
          text={words.anyVenue}
          why={words.toWhy.venue}
          chosen={choice.to === 'venue' && choice.venue === undefined}
          onChoose={() => change({ to: 'venue', venue: undefined })}
        />
        <ChoiceRow
          text={poster ? words.onlyVenue(poster[language]) : words.oneVenue}
          chosen={choice.to === 'venue' && choice.venue !== undefined}
          onChoose={() => void scan()}
        />
        <ChoiceRow
          text={words.onePerson}
          why={words.toWhy.person}
          chosen={choice.to === 'person'}
          onChoose={() => change({ to: 'person', venue: undefined })}
        />
        {choice.to === 'person' && <Text className="block small quiet">{words.ruleOf(where, main.scene[scene])}</Text>}
      </View>
      <View className="section">
        <Text className="section-title">{words.opensTitle}</Text>
        <ChoiceRow
          text={words.once}
          why={words.onceWhy}
          chosen={choice.opens === 'once'}
          onChoose={() => change({ opens: 'once' })}
        />
        {HOURS.map((hours) => (
          <ChoiceRow
            key={hours}
            text={words.hours(hours)}
            why={choice.opens === hours ? words.hoursWhy : undefined}
            chosen={choice.opens === hours}
            onChoose={() => change({ opens: hours })}
          />
        ))}
      </View>
    </View>
  );
}
