/** Effects of desks: what is asked at a counter, and noting who paired one. */
import { createActs } from './acts.ts';
import type { Effects } from './effects.ts';
import { type CounterEffects, createCounterEffects } from './for-counters.ts';
import { createTables } from './tables.ts';
import type { World } from './world.ts';

export type DeskEffects = CounterEffects & Pick<Effects, 'acts'>;

export async function createDeskEffects(world: World): Promise<DeskEffects> {
  return { ...(await createCounterEffects(world)), acts: createActs(world, createTables(world)) };
}
