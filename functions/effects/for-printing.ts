import { createSharingEffects } from './for-sharing.ts';
import { createPrintFont } from './print-font.ts';
import type { World } from './world.ts';

export async function createPrintingEffects(world: World) {
  return { ...(await createSharingEffects(world)), printFont: createPrintFont() };
}

export type PrintingEffects = Awaited<ReturnType<typeof createPrintingEffects>>;
