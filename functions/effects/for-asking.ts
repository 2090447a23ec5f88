/** Effects of ask-source: the sources themselves, who is to be asked about, where the word goes, and the codes that it may end. */
import { createBreakers } from './breakers.ts';
import { createCheckWords } from './check-words.ts';
import { createCitizens } from './citizens.ts';
import { createCodes } from './codes.ts';
import { createControl } from './control.ts';
import { createHours } from './hours.ts';
import { createLedger } from './ledger.ts';
import { createPeople } from './people.ts';
import { createPepper } from './peppers.ts';
import { createQuotas } from './quotas.ts';
import { createRevocations } from './revocations.ts';
import { createSealing } from './sealing.ts';
import { createSources } from './sources.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { createTasks } from './tasks.ts';
import { createTokenStore } from './token-store.ts';
import type { World } from './world.ts';

export async function createAskingEffects(world: World) {
  const tables = createTables(world);
  const surroundings = await createSurroundings(world);
  const sealing = createSealing(world, tables);
  const control = createControl(world, tables);
  const tokens = createTokenStore(world, tables, sealing, surroundings.log);
  return {
    ...surroundings,
    ledger: createLedger(world, tables),
    citizens: createCitizens(world, tables),
    checkWords: createCheckWords(world, tables),
    codes: createCodes(world, tables),
    control,
    quotas: createQuotas(world, tables),
    hours: createHours(world, tables),
    tasks: createTasks(world, tables, sealing),
    people: createPeople(tables, sealing),
    sources: createSources(world, tokens, control, createBreakers(world, control, surroundings.log)),
    revocations: createRevocations(world, tables),
    specimenPepper: createPepper(world, 'specimen-pepper'),
  };
}

export type AskingEffects = Awaited<ReturnType<typeof createAskingEffects>>;
