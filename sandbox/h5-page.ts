/** The H5 mini-program: built when its sources are newer than what was built, and served as static files. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const BUILT = join(root, 'mini-app/dist/h5');
const SOURCES = ['mini-app/src', 'mini-app/config', 'mini-app/package.json', 'core'];
/** The address the mini-program is built with (mini-app/src/public-config.ts). */
const BUILT_FOR = 'http://127.0.0.1:4000';

export const isBuilt = () => existsSync(join(BUILT, 'index.html'));

/** Missing, or older than one of its sources. */
export function needsBuilding(): boolean {
  if (!isBuilt()) return true;
  const builtAt = statSync(join(BUILT, 'index.html')).mtimeMs;
  return SOURCES.some((path) => newest(join(root, path)) > builtAt);
}

function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Runs the mini-program's own build; rejects with its last words when it fails. */
export async function buildPage(): Promise<void> {
  const child = spawn('npm', ['run', 'build:h5', '-w', 'mini-app'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`npm run build:h5 -w mini-app failed:\n${output.slice(-4000)}`);
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

export interface Page {
  origin: string;
  port: number;
  stop(): Promise<void>;
}

/** Serves the built page. It finds the gateway at `gatewayPort` of the very host the page was opened at. */
export async function servePage(host: string, port: number, gatewayPort: number): Promise<Page> {
  const server = createServer((request, response) => {
    const hostname = (request.headers.host ?? '127.0.0.1').replace(/:\d+$/, '');
    send(request.url ?? '/', response, `http://${hostname}:${gatewayPort}`).catch(() => response.destroy());
  });
  server.listen(port, host);
  await once(server, 'listening');
  const actual = (server.address() as { port: number }).port;
  return {
    origin: `http://127.0.0.1:${actual}`,
    port: actual,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function send(url: string, response: ServerResponse, gateway: string): Promise<void> {
  const path = normalize(join(BUILT, decodedPath(url)));
  const file = path === BUILT || path === BUILT + sep ? join(BUILT, 'index.html') : path;
  const type = TYPES[extname(file)];
  if (!file.startsWith(BUILT + sep) || !type || !existsSync(file)) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no such file.\n');
    return;
  }
  const bytes = await readFile(file);
  const isCode = type.startsWith('text/javascript') && gateway !== BUILT_FOR;
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' });
  response.end(isCode ? bytes.toString('utf8').replaceAll(BUILT_FOR, gateway) : bytes);
}

/** What cannot be decoded leads nowhere. */
function decodedPath(url: string): string {
  try {
    return decodeURIComponent(url.split(/[?#]/)[0]!).replaceAll('\0', '');
  } catch {
    return '/there-is-no-such-file';
  }
}
