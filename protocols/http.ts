/** One HTTP call to one exact origin: no redirects, at most 1 MiB, bound to an AbortSignal. By Node's own client, which costs a cold start nothing. */
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as TlsAgent } from 'node:https';
import { AskingFailed, type HttpReply, type HttpRequest } from './protocol.ts';

const MAX_BODY_BYTES = 1024 * 1024;

// Idle sockets are kept between calls, and hold nothing about a question. A call's time is limited by its signal alone.
const KEPT = { keepAlive: true, timeout: 10_000 };
const agents = { 'http:': new Agent(KEPT), 'https:': new TlsAgent(KEPT) };

/**
 * Sends to `origin` (`https://host`, or a loopback origin in the sandbox) and nowhere else.
 * Fails with AskingFailed: `unreachable` for no connection, a bad certificate or a redirect; `unreadable` over 1 MiB;
 * an abort throws the signal's own reason.
 */
export async function send(origin: string, request: HttpRequest, signal: AbortSignal): Promise<HttpReply> {
  const url = addressWithin(origin, request.path);
  let replied = false;
  try {
    const reply = await replyOf(url, request, signal);
    replied = true;
    const status = reply.statusCode!;
    // A redirect could carry a document number to a host nobody has agreed to.
    if (status >= 300 && status < 400) {
      reply.destroy();
      throw new AskingFailed('unreachable');
    }
    return { status, headers: singleHeaders(reply.headers), body: await bodyOf(reply) };
  } catch (error) {
    if (error instanceof AskingFailed) throw error;
    if (signal.aborted) throw signal.reason;
    throw new AskingFailed('unreachable', undefined, !replied && brokeBeforeReply(error));
  }
}

function replyOf(url: URL, { method, headers, body }: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const isTls = url.protocol === 'https:';
  const options = { method, headers, signal, agent: agents[isTls ? 'https:' : 'http:'] };
  return new Promise((resolve, reject) => {
    const call = isTls ? httpsRequest(url, options, resolve) : httpRequest(url, options, resolve);
    // Without a listener for it, a change of protocol would leave the call without any end.
    call.on('upgrade', (_reply, socket) => {
      socket.destroy();
      reject(new AskingFailed('unreachable'));
    });
    call.on('error', reject).end(body);
  });
}

async function bodyOf(reply: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new AskingFailed('unreadable');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** The address of `path` at `origin`; a path that would lead to another host is a mistake in a source file. */
export function addressWithin(origin: string, path: string): URL {
  const base = new URL(origin);
  const url = new URL(path, base);
  if (!path.startsWith('/') || url.origin !== base.origin)
    throw new RangeError('the path must begin with a single slash');
  return url;
}

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
]);

function brokeBeforeReply(error: unknown): boolean {
  return CONNECTION_CODES.has((error as { code?: string }).code ?? '');
}

function singleHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
