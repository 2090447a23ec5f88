/** PeoplePicker: in the sandbox one says who one is; everybody there is invented. */
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useSettings } from '../hooks/use-settings.ts';
import type { Reply } from '../http/trouble.ts';
import type { SandboxPerson } from '../server/server.ts';
import { server } from '../wiring.ts';
import { Tap } from './tap.tsx';
import { TroubleNote } from './trouble-note.tsx';
import './choice-row.css';

export function PeoplePicker({ onChoose }: { onChoose(person: string): void }) {
  const { words, language } = useSettings();
  const [people, setPeople] = useState<Reply<SandboxPerson[]>>();
  useEffect(() => void server.sandboxPeople().then(setPeople), []);
  return (
    <View className="section">
      <Text className="section-title">{words.sandboxTitle}</Text>
      <Text className="block quiet">{words.sandboxLead}</Text>
      {people && people.kind !== 'ok' && <TroubleNote trouble={people} />}
      {people?.kind === 'ok' &&
        people.value.map((person) => (
          <Tap key={person.id} className="choice-row" onTap={() => onChoose(person.id)}>
            <View>
              <Text className="block">
                {person[language]}
                {person.bound ? ` · ${words.sandboxBound}` : ''}
              </Text>
              <Text className="block small quiet">{person.story[language]}</Text>
            </View>
          </Tap>
        ))}
    </View>
  );
}
