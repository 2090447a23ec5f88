/** Effects of share-links: what reading needs, links and looks, and who is staff where. */
import { createAttempts } from './attempts.ts';
import { createCitizens } from './citizens.ts';
import { createControl } from './control.ts';
import { createLedger } from './ledger.ts';
import { createLinks } from './links.ts';
import { createLooks } from './looks.ts';
import { createPaperLines } from './paper-lines.ts';
import { createPepper } from './peppers.ts';
import { createSealing } from './sealing.ts';
import { createSessions } from './sessions.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { createVenues } from './venues.ts';
import type { World } from './world.ts';

export async function createLinkEffects(world: World) {
  const tables = createTables(world);
  const sealing = createSealing(world, tables);
  return {
    ...(await createSurroundings(world)),
    sessions: createSessions(world),
    attempts: createAttempts(world, tables, createPepper(world, 'account-pepper')),
    ledger: createLedger(world, tables),
    citizens: createCitizens(world, tables),
    control: createControl(world, tables),
    paperLines: createPaperLines(world, tables),
    links: createLinks(world, tables, sealing),
    looks: createLooks(world, tables, sealing, createPepper(world, 'account-pepper')),
    venues: createVenues(world, tables),
  };
}

export type LinkEffects = Awaited<ReturnType<typeof createLinkEffects>>;
