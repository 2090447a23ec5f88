/** Surroundings: what every door has, built first. */
import { directoryOf } from './directory.ts';
import type { Surroundings } from './effects.ts';
import { log } from './log.ts';
import type { World } from './world.ts';

export async function createSurroundings(world: World): Promise<Surroundings> {
  return { world, directory: directoryOf(await world.configuration()), log };
}
