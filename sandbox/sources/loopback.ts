/** Loopback HTTP: a node:http server on 127.0.0.1 that hands over whole requests and writes whole answers. */
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** More than any question of ours needs. */
const LARGEST_BODY = 64 * 1024;
const DRIP_EVERY_MS = 50;

export interface Incoming {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Answer {
  status: number;
  /** Content-Type, character set included. */
  type: string;
  body: string | Buffer;
  headers?: Record<string, string>;
  /** How it comes; whole unless it is said. `drip`: a byte at a time. `cut-off`: half of it, then a reset. */
  manner?: 'drip' | 'cut-off';
}

/** `undefined`: the request was given up or leaves no answer; the socket stays as it is. */
export type Answering = (incoming: Incoming, gone: AbortSignal) => Promise<Answer | undefined>;

export interface Loopback {
  origin: string;
  server: Server;
  stop(): Promise<void>;
}

export async function listen(answering: Answering, port = 0): Promise<Loopback> {
  const server = createServer((request, response) => {
    respond(answering, request, response).catch((defect: unknown) => {
      // A defect of the simulator must look like nothing a real source would say.
      write(response, { status: 599, type: 'text/plain; charset=utf-8', body: `simulator defect: ${defect}` });
    });
  });
  // The peer may reset at any moment; that is its right and not an error of ours.
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function respond(answering: Answering, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const body = await readBody(request);
  if (body === undefined) {
    write(response, { status: 413, type: 'text/plain', body: 'Request Entity Too Large' });
    return;
  }
  const url = new URL(request.url ?? '/', 'http://loopback');
  const answer = await answering(
    { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers: request.headers, body },
    gone.signal,
  );
  if (answer) write(response, answer);
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size <= LARGEST_BODY) chunks.push(chunk);
    }
  } catch {
    return undefined; // the peer hung up while it was talking
  }
  return size > LARGEST_BODY ? undefined : Buffer.concat(chunks);
}

function write(response: ServerResponse, { status, type, body: content, headers, manner }: Answer): void {
  if (response.destroyed || response.headersSent) return;
  const body = Buffer.from(content as string);
  response.writeHead(status, { ...headers, 'content-type': type, 'content-length': body.length });
  if (manner === 'drip') drip(response, body);
  else if (manner === 'cut-off') {
    response.write(body.subarray(0, body.length / 2), () => response.socket?.resetAndDestroy());
  } else response.end(body);
}

/** By the wall's clock: what is played is the line, and a line knows no other. */
function drip(response: ServerResponse, body: Buffer): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at < body.length) response.write(body.subarray(at, ++at));
    else response.end();
  }, DRIP_EVERY_MS);
  timer.unref();
  response.on('close', () => clearInterval(timer));
}
