/** Bundles a file of this folder as the doors are bundled. */
import { join } from 'node:path';
import { bundle } from '../cloud/bundle.ts';

export async function bundled(name: string, outFolder: string): Promise<string> {
  await bundle('bench', name, outFolder);
  return join(outFolder, `${name}.mjs`);
}
