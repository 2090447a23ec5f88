/** Effects of paper-codes: those of share-codes, and a font. */
import type { Effects } from './effects.ts';
import { createSharingEffects, type SharingEffects } from './for-sharing.ts';
import { createPrintFont } from './print-font.ts';
import type { World } from './world.ts';

export type PrintingEffects = Pick<
  SharingEffects,
  | 'world'
  | 'directory'
  | 'log'
  | 'sessions'
  | 'attempts'
  | 'ledger'
  | 'citizens'
  | 'control'
  | 'paperLines'
  | 'codes'
  | 'revocations'
  | 'signer'
> &
  Pick<Effects, 'printFont'>;

export async function createPrintingEffects(world: World): Promise<PrintingEffects> {
  return { ...(await createSharingEffects(world)), printFont: createPrintFont() };
}
