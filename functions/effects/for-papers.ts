/** Effects of paper-results: reading and asking as query-results has them, and papers with their sealing and their photos. */
import { createAttempts } from './attempts.ts';
import { createReadingEffects } from './for-reading.ts';
import { createPaperStore } from './papers.ts';
import { createPeople } from './people.ts';
import { createPepper } from './peppers.ts';
import { createPhotos } from './photos.ts';
import { createSealing } from './sealing.ts';
import { createTables } from './tables.ts';
import type { World } from './world.ts';

export async function createPaperEffects(world: World) {
  const reading = await createReadingEffects(world);
  const tables = createTables(world);
  const sealing = createSealing(world, tables);
  return {
    ...reading,
    attempts: createAttempts(world, tables, createPepper(world, 'account-pepper')),
    people: createPeople(tables, sealing),
    papers: createPaperStore(world, tables, reading.paperLines, sealing, createPhotos(world)),
    specimenPepper: createPepper(world, 'specimen-pepper'),
  };
}

export type PaperEffects = Awaited<ReturnType<typeof createPaperEffects>>;
