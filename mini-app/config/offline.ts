/** Taro plugin: after a build for the browser, writes the service worker, with the list of what was built and its contents' hashes. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from 'esbuild';

interface BuildContext {
  paths: { outputPath: string };
  onBuildFinish(run: (build: { error?: unknown }) => void): void;
}

const SOURCE = path.resolve(__dirname, '../src/service-worker/service-worker.ts');
const NAME = 'service-worker.js';

export default (context: BuildContext): void => {
  context.onBuildFinish(({ error }) => {
    if (process.env.TARO_ENV === 'h5' && !error) writeServiceWorker(context.paths.outputPath);
  });
};

export function writeServiceWorker(folder: string, source = readFileSync(SOURCE, 'utf8')): void {
  const files = filesIn(folder);
  const version = createHash('sha256')
    .update(source)
    .update(JSON.stringify(files.map((file) => [file, hashOf(path.join(folder, file))])))
    .digest('hex')
    .slice(0, 16);
  const { code } = transformSync(source, {
    loader: 'ts',
    target: 'es2017',
    minify: true,
    define: { FILES: JSON.stringify(files), VERSION: JSON.stringify(version) },
  });
  writeFileSync(path.join(folder, NAME), code);
}

/** What a page may ask for, by its path from the page, in order. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => file !== NAME && !/\.(map|txt|d\.ts)$/.test(file))
    .sort();
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
