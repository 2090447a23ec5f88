import { createCheckingEffects } from './for-dependents.ts';
import { createLooks } from './looks.ts';
import { createPaperLines } from './paper-lines.ts';
import { createPaperMoves } from './paper-moves.ts';
import { createPepper } from './peppers.ts';
import { createSealing } from './sealing.ts';
import { createSuperApps } from './super-apps.ts';
import { createTables } from './tables.ts';
import { createTokenStore } from './token-store.ts';
import type { World } from './world.ts';

export async function createBindingEffects(world: World) {
  const checking = await createCheckingEffects(world);
  const tables = createTables(world);
  const sealing = createSealing(world, tables);
  return {
    ...checking,
    looks: createLooks(world, tables, sealing, createPepper(world, 'account-pepper')),
    paperMoves: createPaperMoves(tables, createPaperLines(world, tables), sealing),
    superApps: createSuperApps(world, createTokenStore(world, tables, sealing, checking.log)),
  };
}

export type BindingEffects = Awaited<ReturnType<typeof createBindingEffects>>;
