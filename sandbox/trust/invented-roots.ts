/**
 * Invented roots: their private halves lie beside this file for everybody to read, so that the sandbox can sign its keys and
 * policies; `npm run check` refuses them in config/.
 */
import type { RootFile } from '../../functions/effects/configuration.ts';
import roots from './roots.json' with { type: 'json' };

/** Base64 of 32 bytes. */
export type InventedRoot = RootFile & { privateKey: string };

export const inventedRoots = roots as { current: InventedRoot; next: InventedRoot };
