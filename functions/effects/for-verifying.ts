/** Effects of verifications: who asks at a counter, the trust list, whose code it is, and what is known of them now. */
import { createAnswered } from './answered.ts';
import { createCitizens } from './citizens.ts';
import { createCodes } from './codes.ts';
import { createControl } from './control.ts';
import { createCounterEffects } from './for-counters.ts';
import { createLooks } from './looks.ts';
import { createPepper } from './peppers.ts';
import { createRevocations } from './revocations.ts';
import { createSealing } from './sealing.ts';
import { createTables } from './tables.ts';
import { createTrust } from './trust.ts';
import type { World } from './world.ts';

export async function createVerifyingEffects(world: World) {
  const tables = createTables(world);
  return {
    ...(await createCounterEffects(world)),
    answered: createAnswered(world, tables),
    citizens: createCitizens(world, tables),
    codes: createCodes(world, tables),
    control: createControl(world, tables),
    looks: createLooks(world, tables, createSealing(world, tables), createPepper(world, 'account-pepper')),
    revocations: createRevocations(world, tables),
    trust: createTrust(world, tables),
  };
}

export type VerifyingEffects = Awaited<ReturnType<typeof createVerifyingEffects>>;
