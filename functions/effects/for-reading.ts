/** Effects of query-results: the cache, the queues, sessions, and the ledger for a head that was lost. */
import { Turns } from '../asking/admission.ts';
import { createCitizens } from './citizens.ts';
import { createControl } from './control.ts';
import type { Effects, Surroundings } from './effects.ts';
import { createLedger } from './ledger.ts';
import { createPaperLines } from './paper-lines.ts';
import { createQueues } from './queues.ts';
import { createQuotas } from './quotas.ts';
import { createSessions } from './sessions.ts';
import { createShareNonces } from './share-nonces.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import type { World } from './world.ts';

export type ReadingEffects = Surroundings &
  Pick<
    Effects,
    'sessions' | 'citizens' | 'control' | 'turns' | 'quotas' | 'queues' | 'ledger' | 'paperLines' | 'shareNonces'
  >;

export async function createReadingEffects(world: World): Promise<ReadingEffects> {
  const tables = createTables(world);
  return {
    ...(await createSurroundings(world)),
    sessions: createSessions(world),
    citizens: createCitizens(world, tables),
    control: createControl(world, tables),
    turns: new Turns(),
    quotas: createQuotas(world, tables),
    queues: createQueues(world),
    ledger: createLedger(world, tables),
    paperLines: createPaperLines(world, tables),
    shareNonces: createShareNonces(world, tables),
  };
}
