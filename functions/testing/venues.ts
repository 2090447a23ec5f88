/** Venues of tests: one with a manager and staff, each with a session. */
import type { VenueId } from '../effects/items.ts';
import { doors, newPerson } from './at-the-doors.ts';

/** Under the notice's rule of 72 hours. */
export const MALL = { zh: '某商场', en: 'A mall', jurisdiction: '310000', scene: 'public-places' } as const;

export interface TestVenue {
  id: VenueId;
  /** Tokens. */
  manager: string;
  staff: string;
}

export async function accountOf(token: string) {
  return (await doors.effects.sessions.open(token))!.account;
}

export async function openVenue(more: Partial<Record<keyof typeof MALL, string>> = {}): Promise<TestVenue> {
  const { venues } = doors.effects;
  const id = (await venues.add({ ...MALL, ...more } as never))!;
  const [manager, staff] = [await doors.signIn(newPerson()), await doors.signIn(newPerson())];
  await venues.appoint(id, await accountOf(manager), 'manager');
  await venues.appoint(id, await accountOf(staff), 'staff');
  return { id, manager, staff };
}
