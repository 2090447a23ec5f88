/** Going: who somebody is, and how they say on the home page where they are going. */
import { type Person, people } from '../people/index.ts';
import type { Visit } from './visit.ts';

export const personCalled = (id: string): Person => people.find((person) => person.id === id)!;

/** The picker stands inside the sentence. */
export async function goTo({ screen }: Visit, place: string): Promise<void> {
  await screen.tap(/^地方：.*。点按更换$/);
  await screen.shows('要去哪里？');
  await screen.tap(place);
  await screen.shows(`在${place}的`);
}
