/** The built H5 mini-program, served as static files. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';

/** The address the mini-program is built with (mini-app/src/public-config.ts). */
const BUILT_FOR = 'http://127.0.0.1:4000';

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

/** Serves `folder`. The page finds the gateway at `gatewayPort` of the very host that it was opened at. */
export async function servePage(folder: string, host: string, port: number, gatewayPort: number): Promise<Page> {
  const server = createServer((request, response) => {
    const hostname = (request.headers.host ?? '127.0.0.1').replace(/:\d+$/, '');
    const file = fileOf(folder, request.url ?? '/');
    send(file, response, `http://${hostname}:${gatewayPort}`).catch(() => response.destroy());
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

async function send(file: string | undefined, response: ServerResponse, gateway: string): Promise<void> {
  const type = file && TYPES[extname(file)];
  if (!file || !type || !existsSync(file)) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no such file.\n');
    return;
  }
  const bytes = await readFile(file);
  const isCode = extname(file) === '.js' && gateway !== BUILT_FOR;
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' });
  response.end(isCode ? bytes.toString('utf8').replaceAll(BUILT_FOR, gateway) : bytes);
}

/** A file in the folder; `undefined` for a path that leads out of it or cannot be read. */
function fileOf(folder: string, url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/)[0]!);
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    return file.startsWith(folder + sep) && !file.includes('\0') ? file : undefined;
  } catch {
    return undefined;
  }
}
