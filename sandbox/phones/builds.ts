/** Builds: the mini-program built for WeChat, Alipay and the browser, anew only when a source is newer than the output. */
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

export type Build = 'weapp' | 'alipay' | 'h5';

const root = path.resolve(import.meta.dirname, '../..');
const SOURCES = ['core', 'mini-app/src', 'mini-app/config', 'mini-app/package.json', 'mini-app/babel.config.cjs'];
/** What a build of the sandbox stage calls (mini-app/src/public-config.ts); one for a phone in the network calls another. */
const ADDRESS = 'http://127.0.0.1:4000';
/** As the build writes it (mini-app/src/public-config.ts). */
const OF_SANDBOX = 'stage:"sandbox"';
const LOCK = path.join(root, 'node_modules/.cache/mini-app-build.lock');

export const builtFolder = (build: Build): string => path.join(root, 'mini-app/dist', build);

/** The last file that a build writes. */
const lastFile = (build: Build): string => path.join(builtFolder(build), build === 'h5' ? 'index.html' : 'app.json');

function filesIn(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  const entries = readdirSync(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** Whether a build is missing, older than one of its sources, or made for another server. */
export function isStale(build: Build): boolean {
  if (!existsSync(lastFile(build))) return true;
  const builtAt = statSync(lastFile(build)).mtimeMs;
  const sources = SOURCES.flatMap((source) => filesIn(path.join(root, source))).filter(
    (file) => !/\.test\./.test(file),
  );
  if (sources.some((file) => statSync(file).mtimeMs > builtAt)) return true;
  const code = filesIn(builtFolder(build)).filter((file) => file.endsWith('.js'));
  return !code.some((file) => readFileSync(file, 'utf8').includes(ADDRESS));
}

/** One build at a time on a machine: each takes a gigabyte. A lock whose process has died is nobody's. */
async function locked(run: () => Promise<void>): Promise<void> {
  mkdirSync(path.dirname(LOCK), { recursive: true });
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      if (!isHeld()) rmSync(LOCK, { force: true });
      else await wait(200);
    }
  }
  try {
    await run();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function isHeld(): boolean {
  try {
    process.kill(Number(readFileSync(LOCK, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

/** The folder of an up-to-date build, made first when it is stale. */
export async function built(build: Build): Promise<string> {
  if (isStale(build)) {
    await locked(async () => {
      if (!isStale(build)) return;
      const env = { ...process.env, STAGE: 'sandbox', HUREN_API: '' };
      const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
      const options = { cwd: root, env, maxBuffer: 1 << 26 };
      await promisify(execFile)(npm, ['run', `build:${build}`, '-w', 'mini-app'], options).catch((error) => {
        throw new Error(`npm run build:${build} -w mini-app failed:\n${error.stdout}\n${error.stderr}`);
      });
    });
  }
  return builtFolder(build);
}

/** A copy of a build that takes itself for a deployed stage's: nobody can say there who they are. What it calls stays the same. */
export function asDeployed(folder: string): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'deployed-'));
  cpSync(folder, copy, { recursive: true });
  const ours = filesIn(copy).filter((file) => file.endsWith('.js') && readFileSync(file, 'utf8').includes(OF_SANDBOX));
  if (ours.length !== 1) throw new Error(`${OF_SANDBOX} stands in ${ours.length} files of ${folder}`);
  writeFileSync(ours[0]!, readFileSync(ours[0]!, 'utf8').replace(OF_SANDBOX, 'stage:"production"'));
  return copy;
}
