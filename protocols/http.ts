/** One HTTP call to one exact origin: no redirects, at most 1 MiB, bound to an AbortSignal. */
import { Agent, errors, request as undiciRequest } from 'undici';
import { AskingFailed, type HttpReply, type HttpRequest } from './protocol.ts';

const MAX_BODY_BYTES = 1024 * 1024;

// Sockets are kept between calls; they hold nothing about a question. Time limits come from the caller's signal alone.
const agent = new Agent({
  maxResponseSize: MAX_BODY_BYTES,
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: 10_000,
});

/**
 * Sends to `origin` (`https://host`, or a loopback origin in the sandbox) and nowhere else.
 * Fails with AskingFailed: `unreachable` for no connection, a bad certificate or a redirect; `unreadable` over 1 MiB;
 * an abort throws the signal's own reason.
 */
export async function send(origin: string, request: HttpRequest, signal: AbortSignal): Promise<HttpReply> {
  const url = addressWithin(origin, request.path);
  let replied = false;
  try {
    const reply = await undiciRequest(url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      signal,
      dispatcher: agent,
    });
    replied = true;
    // A redirect could carry a document number to a host nobody has agreed to.
    if (reply.statusCode >= 300 && reply.statusCode < 400) {
      await reply.body.dump();
      throw new AskingFailed('unreachable');
    }
    const body = new Uint8Array(await reply.body.arrayBuffer());
    return { status: reply.statusCode, headers: singleHeaders(reply.headers), body };
  } catch (error) {
    if (error instanceof AskingFailed) throw error;
    if (signal.aborted) throw signal.reason;
    if (error instanceof errors.ResponseExceededMaxSizeError) throw new AskingFailed('unreadable');
    throw new AskingFailed('unreachable', undefined, !replied && brokeBeforeReply(error));
  }
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
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
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
