/** Effects of look-ups: who is staff where, asking sources about somebody at the counter, and what is known of them. */
import { createAttempts } from './attempts.ts';
import { createCitizens } from './citizens.ts';
import { createControl } from './control.ts';
import { createLedger } from './ledger.ts';
import { createLookUps } from './look-ups.ts';
import { createLooks } from './looks.ts';
import { createPeople } from './people.ts';
import { createPepper } from './peppers.ts';
import { createQueues } from './queues.ts';
import { createQuotas } from './quotas.ts';
import { createSealing } from './sealing.ts';
import { createSessions } from './sessions.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { Turns } from './turns.ts';
import { createVenues } from './venues.ts';
import type { World } from './world.ts';

export async function createLookUpEffects(world: World) {
  const tables = createTables(world);
  const sealing = createSealing(world, tables);
  return {
    ...(await createSurroundings(world)),
    sessions: createSessions(world),
    attempts: createAttempts(world, tables, createPepper(world, 'account-pepper')),
    venues: createVenues(world, tables),
    ledger: createLedger(world, tables),
    citizens: createCitizens(world, tables),
    control: createControl(world, tables),
    turns: new Turns(),
    quotas: createQuotas(world, tables),
    queues: createQueues(world),
    people: createPeople(tables, sealing),
    looks: createLooks(world, tables, sealing, createPepper(world, 'account-pepper')),
    lookUps: createLookUps(world, tables),
    documentPepper: createPepper(world, 'document-pepper'),
  };
}

export type LookUpEffects = Awaited<ReturnType<typeof createLookUpEffects>>;
