/** Bundles each door into small ES modules, as they are deployed. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Writes a bundle for each door. No network. */
export async function bundleDoors(doorNames: string[], outFolder: string): Promise<void> {
  await Promise.all(doorNames.map((door) => bundle('functions', door, outFolder)));
}

/**
 * Writes `<outFolder>/<name>.mjs` from `<room>/<name>.ts`, and beside it as `<name>-….mjs` what it loads only when it
 * needs it: a cold start does not pay for clients it may never use.
 */
export const bundle = (room: string, name: string, outFolder: string) =>
  build({
    absWorkingDir: root,
    entryPoints: [{ in: join(room, `${name}.ts`), out: name }],
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
    // Packages that are not ES modules yet call `require` for Node's own modules. A long name, because the minifier
    // does not know the banner and hands out the short ones itself.
    banner: {
      js: "import{createRequire as createRequireOfNode}from'node:module';const require=createRequireOfNode(import.meta.url);",
    },
    plugins: [leaveOutUnused],
    logLevel: 'error',
  });

/**
 * alipay-sdk does not say that importing it has no effect, so it would weigh on ask-source, which only passes by it on
 * the way through protocols' index. Unused, it is left out.
 */
const leaveOutUnused: Plugin = {
  name: 'leave-out-unused',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^alipay-sdk$/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (pluginData === 'resolved') return undefined;
      return { ...(await resolve(path, { kind, resolveDir, pluginData: 'resolved' })), sideEffects: false };
    });
  },
};
