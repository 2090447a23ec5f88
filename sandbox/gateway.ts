/**
 * The local gateway: an HTTP API as serverless.yml describes it, in front of the very handlers. It refuses what API
 * Gateway refuses, in API Gateway's words, before a function is asked.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../functions/effects/world.ts';
import { httpEvent, splitUrl, writeHttpAnswer } from './http-event.ts';
import { matchRoute } from './route-match.ts';
import type { Cors, Route } from './service-file.ts';

/** Answers what the sandbox serves besides the API (`/sandbox/…`, the static documents); false: not its path. */
export type LocalRoutes = (request: IncomingMessage, response: ServerResponse, body: Buffer) => Promise<boolean>;

export interface GatewaySettings {
  host: string;
  port: number;
  routes: Route[];
  cors: Cors;
  /** Whether a page of this origin may read answers. */
  allowsOrigin: (origin: string) => boolean;
  clock: Clock;
  invoke: (door: string, event: unknown) => Promise<unknown>;
  local: LocalRoutes;
  /** Told of what a function throws. */
  onFailure: (failure: unknown) => void;
  /** Told of everything that is asked, preflights and what is refused included. */
  onRequest?: (method: string, path: string) => void;
}

export interface Gateway {
  origin: string;
  port: number;
  stop(): Promise<void>;
}

/** API Gateway's limits for HTTP APIs: all header lines, and a body. */
const LARGEST_HEADERS = 10_240;
const LARGEST_BODY = 10 * 1024 * 1024;
/** Lambda's, for an event and for an answer, Base64 counted. */
const LARGEST_PAYLOAD = 6 * 1024 * 1024;

export async function startGateway(settings: GatewaySettings): Promise<Gateway> {
  const server = createServer({ maxHeaderSize: LARGEST_HEADERS }, (request, response) => {
    settings.onRequest?.(request.method ?? '', splitUrl(request.url ?? '/').rawPath);
    answer(settings, request, response).catch((failure) => {
      settings.onFailure(failure);
      refuse(response, 500, 'Internal Server Error');
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(settings.port, settings.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      // Whoever is being answered still gets the answer; whoever never finishes asking does not hold us.
      const cut = setTimeout(() => server.closeAllConnections(), 2_000);
      await closed;
      clearTimeout(cut);
    },
  };
}

async function answer(settings: GatewaySettings, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // The wall's date would tell a phone that it is another year.
  response.setHeader('date', new Date(settings.clock.now()).toUTCString());
  const isPreflight = allowCors(settings, request, response);
  if (isPreflight) {
    response.writeHead(204).end();
    return;
  }
  const body = await readBody(request);
  if (body === 'gone') return;
  if (body === 'too large') {
    response.setHeader('connection', 'close');
    refuse(response, 413, 'Request Entity Too Large');
    return;
  }
  if (await settings.local(request, response, body)) return;

  const { rawPath } = splitUrl(request.url ?? '/');
  const match = matchRoute(settings.routes, request.method ?? '', rawPath);
  if (!match) {
    refuse(response, 404, 'Not Found');
    return;
  }
  const { route, parameters } = match;
  const event = httpEvent(request, `${route.method} ${route.path}`, body, settings.clock.now(), parameters);
  if (JSON.stringify(event).length > LARGEST_PAYLOAD) {
    refuse(response, 413, 'Request Entity Too Large');
    return;
  }
  const answered = await settings.invoke(route.door, event);
  if (JSON.stringify(answered ?? null).length > LARGEST_PAYLOAD) throw new Error(`${route.door} answered over 6 MB`);
  writeHttpAnswer(response, answered as never);
}

/** Sets the CORS headers for an allowed origin; true when the request only asks for them. */
function allowCors(
  { cors, allowsOrigin }: GatewaySettings,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { origin } = request.headers;
  const isPreflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
  if (origin !== undefined && allowsOrigin(origin)) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('vary', 'origin');
    response.setHeader('access-control-expose-headers', cors.exposedResponseHeaders.join(','));
    if (isPreflight) {
      response.setHeader('access-control-allow-methods', cors.allowedMethods.join(','));
      response.setHeader('access-control-allow-headers', cors.allowedHeaders.join(','));
      response.setHeader('access-control-max-age', cors.maxAge);
    }
  }
  return isPreflight;
}

async function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'gone'> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size > LARGEST_BODY) return 'too large';
      chunks.push(chunk);
    }
  } catch {
    return 'gone';
  }
  return Buffer.concat(chunks);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}
