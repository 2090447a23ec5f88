/** Effects of dependents, and what binding has besides others: the ledger, sealing, the queues for checks, and the document pepper. */
import { createAttempts } from './attempts.ts';
import { createCheckWords } from './check-words.ts';
import { createCitizens } from './citizens.ts';
import { createCodes } from './codes.ts';
import { createControl } from './control.ts';
import { createLedger } from './ledger.ts';
import { createPeople } from './people.ts';
import { createPepper } from './peppers.ts';
import { createQueues } from './queues.ts';
import { createQuotas } from './quotas.ts';
import { createRevocations } from './revocations.ts';
import { createSealing } from './sealing.ts';
import { createSessions } from './sessions.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { Turns } from './turns.ts';
import type { World } from './world.ts';

export async function createCheckingEffects(world: World) {
  const tables = createTables(world);
  return {
    ...(await createSurroundings(world)),
    sessions: createSessions(world),
    attempts: createAttempts(world, tables, createPepper(world, 'account-pepper')),
    ledger: createLedger(world, tables),
    citizens: createCitizens(world, tables),
    codes: createCodes(world, tables),
    revocations: createRevocations(world, tables),
    checkWords: createCheckWords(world, tables),
    control: createControl(world, tables),
    turns: new Turns(),
    quotas: createQuotas(world, tables),
    queues: createQueues(world),
    people: createPeople(tables, createSealing(world, tables)),
    documentPepper: createPepper(world, 'document-pepper'),
  };
}

/** Enough to have sources check who somebody is, and to write whose a document is then. */
export type CheckingEffects = Awaited<ReturnType<typeof createCheckingEffects>>;
