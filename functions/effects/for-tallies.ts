import { createCounterEffects } from './for-counters.ts';
import { createRememberedRevokedKeys } from './revoked-keys.ts';
import { setting } from './setting.ts';
import { createSigner } from './signer.ts';
import { createTables } from './tables.ts';
import type { World } from './world.ts';

export async function createTallyEffects(world: World) {
  const counter = await createCounterEffects(world);
  const signer = createSigner(world, createRememberedRevokedKeys(world, createTables(world)));
  return { ...counter, signer, h5Origin: setting(world, 'H5_ORIGIN') };
}

export type TallyEffects = Awaited<ReturnType<typeof createTallyEffects>>;
