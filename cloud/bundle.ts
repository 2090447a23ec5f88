/** Bundles each door into one small ES module, as it is deployed. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Writes `<outFolder>/<door>.mjs` for each door. No network. */
export async function bundleDoors(doorNames: string[], outFolder: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: doorNames.map((door) => ({ in: join('functions', `${door}.ts`), out: door })),
    outdir: outFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': join(root, 'cloud/environment-credentials.ts') },
    // Packages that are not ES modules yet call `require` for Node's own modules.
    banner: { js: "import{createRequire as r_}from'node:module';const require=r_(import.meta.url);" },
    logLevel: 'error',
  });
}
