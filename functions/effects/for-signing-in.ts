/** Effects of sign-in: accounts, sessions and the super-apps. */
import { createAccounts } from './accounts.ts';
import { createLedger } from './ledger.ts';
import { createPepper } from './peppers.ts';
import { createSealing } from './sealing.ts';
import { createSessions } from './sessions.ts';
import { createSuperApps } from './super-apps.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { createTokenStore } from './token-store.ts';
import type { World } from './world.ts';

export async function createSigningInEffects(world: World) {
  const tables = createTables(world);
  const surroundings = await createSurroundings(world);
  const sealing = createSealing(world, tables);
  const ledger = createLedger(world, tables);
  return {
    ...surroundings,
    sessions: createSessions(world),
    accounts: createAccounts(world, tables, ledger, sealing, createPepper(world, 'account-pepper')),
    ledger,
    superApps: createSuperApps(world, createTokenStore(world, tables, sealing, surroundings.log)),
  };
}

export type SigningInEffects = Awaited<ReturnType<typeof createSigningInEffects>>;
