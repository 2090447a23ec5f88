/** Main package: how much a phone loads before WeChat shows anything: the built mini-program without its subpackages. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measurement } from './figure.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const BUILT = join(root, 'mini-app/dist/weapp');
/** WeChat's limit for a main package. */
const LIMIT_KB = 2048;

export const mainPackage: Measurement = {
  name: 'main-package',
  title: 'size of the main package for WeChat',
  async measure(say) {
    // Anew: what lies there may be of another day, or built to be tested.
    say('npm run weapp');
    const { status } = spawnSync('npm', ['run', 'weapp'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error(`npm run weapp ended with ${status}`);
    const files = filesOf(BUILT).filter((file) => !subpackages().some((folder) => file.startsWith(`${folder}/`)));
    const kilobytes = files.reduce((sum, file) => sum + statSync(join(BUILT, file)).size, 0) / 1024;
    const from = `${files.length} files as the developer tools would pack them; WeChat allows ${LIMIT_KB} KB`;
    return [{ what: 'main package', value: kilobytes, unit: 'KB', from, target: { below: 700 } }];
  },
};

function subpackages(): string[] {
  const app = JSON.parse(readFileSync(join(BUILT, 'app.json'), 'utf8')) as Record<
    string,
    { root: string }[] | undefined
  >;
  return (app.subPackages ?? app.subpackages ?? []).map(({ root: folder }) => folder.replace(/\/$/, ''));
}

/** What belongs to the program; `project.config.json` and licence texts stay in the developer tools. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .filter((file) => !/(^project\..*config\.json|\.LICENSE\.txt|\.map)$/.test(file));
}
