/** Effects of tallies: who asks at a counter, and the key that signs a tally. */
import { createSigner } from '../signing/signer.ts';
import type { Effects } from './effects.ts';
import { type CounterEffects, createCounterEffects } from './for-counters.ts';
import { createRememberedRevokedKeys } from './revoked-keys.ts';
import { setting } from './setting.ts';
import { createTables } from './tables.ts';
import type { World } from './world.ts';

export type TallyEffects = CounterEffects & Pick<Effects, 'signer' | 'h5Origin'>;

export async function createTallyEffects(world: World): Promise<TallyEffects> {
  const counter = await createCounterEffects(world);
  const signer = createSigner(world, createRememberedRevokedKeys(world, createTables(world)));
  return { ...counter, signer, h5Origin: setting(world, 'H5_ORIGIN') };
}
