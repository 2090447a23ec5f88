/** Effects of ask-source: the sources themselves, who is to be asked about, and where the word goes. */
import { createBreakers } from './breakers.ts';
import { createCheckWords } from './check-words.ts';
import { createCitizens } from './citizens.ts';
import { createControl } from './control.ts';
import type { Effects, Surroundings } from './effects.ts';
import { createLedger } from './ledger.ts';
import { createPeople } from './people.ts';
import { createPepper } from './peppers.ts';
import { createSealing } from './sealing.ts';
import { createSources } from './sources.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { createTokenStore } from './token-store.ts';
import type { World } from './world.ts';

export type AskingEffects = Surroundings &
  Pick<Effects, 'ledger' | 'citizens' | 'checkWords' | 'control' | 'people' | 'sources' | 'specimenPepper'>;

export async function createAskingEffects(world: World): Promise<AskingEffects> {
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
    control,
    people: createPeople(tables, sealing),
    sources: createSources(world, tokens, createBreakers(world, control, surroundings.log)),
    specimenPepper: createPepper(world, 'specimen-pepper'),
  };
}
