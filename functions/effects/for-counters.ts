/** Effects of what is asked at a counter, by staff or at a desk: who they are, and whether they still are. */
import { createAttempts } from './attempts.ts';
import { createDeskSessions } from './desk-sessions.ts';
import { createDesks } from './desks.ts';
import { createPepper } from './peppers.ts';
import { createSessions } from './sessions.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { createVenues } from './venues.ts';
import type { World } from './world.ts';

export async function createCounterEffects(world: World) {
  const tables = createTables(world);
  return {
    ...(await createSurroundings(world)),
    sessions: createSessions(world),
    attempts: createAttempts(world, tables, createPepper(world, 'account-pepper')),
    venues: createVenues(world, tables),
    desks: createDesks(world, tables),
    deskSessions: createDeskSessions(world),
  };
}

export type CounterEffects = Awaited<ReturnType<typeof createCounterEffects>>;
