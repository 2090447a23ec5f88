/** Effects of publish: the bucket, what is counted and said of sources, and nothing about anybody. */
import { createControl } from './control.ts';
import { createDocumentsBucket } from './documents-bucket.ts';
import { createHours } from './hours.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import type { World } from './world.ts';

export async function createPublishingEffects(world: World) {
  const tables = createTables(world);
  return {
    ...(await createSurroundings(world)),
    control: createControl(world, tables),
    documents: createDocumentsBucket(world),
    hours: createHours(world, tables),
  };
}

export type PublishingEffects = Awaited<ReturnType<typeof createPublishingEffects>>;
