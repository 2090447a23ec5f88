/** Effects of publish: the bucket, and nothing about anybody. */
import { createDocumentsBucket } from './documents-bucket.ts';
import type { Effects, Surroundings } from './effects.ts';
import { createSurroundings } from './surroundings.ts';
import type { World } from './world.ts';

export type PublishingEffects = Surroundings & Pick<Effects, 'documents'>;

export async function createPublishingEffects(world: World): Promise<PublishingEffects> {
  return { ...(await createSurroundings(world)), documents: createDocumentsBucket(world) };
}
