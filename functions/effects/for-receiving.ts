/** Effects of receive-results: whose documents rows are about, under the pepper, the items that they go into, and the codes that they may end. */
import type { SourceFile } from '../../protocols/index.ts';
import { createCitizens } from './citizens.ts';
import { createCodes } from './codes.ts';
import { createControl } from './control.ts';
import { createHours } from './hours.ts';
import { createLedger } from './ledger.ts';
import { createNonces } from './nonces.ts';
import { createPeople } from './people.ts';
import { createPepper } from './peppers.ts';
import { createRevocations } from './revocations.ts';
import { createSealing } from './sealing.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import type { World } from './world.ts';

export async function createReceivingEffects(world: World) {
  const tables = createTables(world);
  return {
    ...(await createSurroundings(world)),
    ledger: createLedger(world, tables),
    citizens: createCitizens(world, tables),
    codes: createCodes(world, tables),
    control: createControl(world, tables),
    hours: createHours(world, tables),
    nonces: createNonces(world, tables),
    people: createPeople(tables, createSealing(world, tables)),
    documentPepper: createPepper(world, 'document-pepper'),
    revocations: createRevocations(world, tables),
    specimenPepper: createPepper(world, 'specimen-pepper'),
    pushKeyOf: async ({ secret }: SourceFile) => (await world.secret(`sources/${secret}`)).pushKey,
  };
}

export type ReceivingEffects = Awaited<ReturnType<typeof createReceivingEffects>>;
