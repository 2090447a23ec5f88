/** Effects of bind-identity: the ledger, sealing, the queues for checks, and alone of all doors the document pepper. */
import { Turns } from '../asking/admission.ts';
import { createAttempts } from './attempts.ts';
import { createCheckWords } from './check-words.ts';
import { createCitizens } from './citizens.ts';
import { createControl } from './control.ts';
import type { Effects, Surroundings } from './effects.ts';
import { createLedger } from './ledger.ts';
import { createPaperLines } from './paper-lines.ts';
import { createPaperMoves } from './paper-moves.ts';
import { createPeople } from './people.ts';
import { createPepper } from './peppers.ts';
import { createQueues } from './queues.ts';
import { createQuotas } from './quotas.ts';
import { createSealing } from './sealing.ts';
import { createSessions } from './sessions.ts';
import { createSuperApps } from './super-apps.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { createTokenStore } from './token-store.ts';
import type { World } from './world.ts';

export type BindingEffects = Surroundings &
  Pick<
    Effects,
    | 'sessions'
    | 'attempts'
    | 'ledger'
    | 'citizens'
    | 'checkWords'
    | 'control'
    | 'turns'
    | 'quotas'
    | 'queues'
    | 'people'
    | 'paperMoves'
    | 'superApps'
    | 'documentPepper'
  >;

export async function createBindingEffects(world: World): Promise<BindingEffects> {
  const tables = createTables(world);
  const surroundings = await createSurroundings(world);
  const sealing = createSealing(world, tables);
  return {
    ...surroundings,
    sessions: createSessions(world),
    attempts: createAttempts(world, tables, createPepper(world, 'account-pepper')),
    ledger: createLedger(world, tables),
    citizens: createCitizens(world, tables),
    checkWords: createCheckWords(world, tables),
    control: createControl(world, tables),
    turns: new Turns(),
    quotas: createQuotas(world, tables),
    queues: createQueues(world),
    people: createPeople(tables, sealing),
    paperMoves: createPaperMoves(tables, createPaperLines(world, tables), sealing),
    superApps: createSuperApps(world, createTokenStore(world, tables, sealing, surroundings.log)),
    documentPepper: createPepper(world, 'document-pepper'),
  };
}
