/** Effects of query-results: the cache, the queues, sessions, and the ledger for a head that was lost. */
import { createCitizens } from './citizens.ts';
import { createControl } from './control.ts';
import { createLedger } from './ledger.ts';
import { createPaperLines } from './paper-lines.ts';
import { createQueues } from './queues.ts';
import { createQuotas } from './quotas.ts';
import { createSessions } from './sessions.ts';
import { createShareNonces } from './share-nonces.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { Turns } from './turns.ts';
import type { World } from './world.ts';

export async function createReadingEffects(world: World) {
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

export type ReadingEffects = Awaited<ReturnType<typeof createReadingEffects>>;
