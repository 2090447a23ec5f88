/** Effects of desks: what is asked at a counter, and noting who paired one. */
import { createActs } from './acts.ts';
import { createCounterEffects } from './for-counters.ts';
import { createTables } from './tables.ts';
import type { World } from './world.ts';

export async function createDeskEffects(world: World) {
  return { ...(await createCounterEffects(world)), acts: createActs(world, createTables(world)) };
}

export type DeskEffects = Awaited<ReturnType<typeof createDeskEffects>>;
