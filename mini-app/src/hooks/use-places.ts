/** usePlaces: the places one can go to, from the published list; the kept one until a newer is here. */
import { useEffect, useState } from 'react';
import { type Place, readPlaces } from '../server/answers.ts';
import { platform, server } from '../wiring.ts';

const KEY = 'places';

export function usePlaces(): Place[] {
  const [places, setPlaces] = useState(() => readPlaces(platform.recall(KEY)) ?? []);
  useEffect(() => {
    void server.places().then((reply) => {
      if (reply.kind !== 'ok') return;
      platform.remember(KEY, reply.value.body);
      setPlaces(reply.value.value);
    });
  }, []);
  return places;
}
