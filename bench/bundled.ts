/** Bundles a file of this folder as the doors are bundled. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

export async function bundled(name: string, outFolder: string): Promise<string> {
  await build({
    absWorkingDir: root,
    entryPoints: [{ in: join('bench', `${name}.ts`), out: name }],
    outdir: outFolder,
    outExtension: { '.js': '.mjs' },
    chunkNames: `${name}-[hash]`,
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': join(root, 'cloud/environment-credentials.ts') },
    banner: { js: "import{createRequire as r_}from'node:module';const require=r_(import.meta.url);" },
    logLevel: 'error',
  });
  return join(outFolder, `${name}.mjs`);
}
