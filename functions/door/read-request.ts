/** Reads a request off an event: size, type and syntax of the body are checked here, fields at each door. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { problem } from './problem.ts';
import type { Request, Response } from './request.ts';

const KB = 1024;
const MAX_BODY_BYTES = 16 * KB;
/** Routes whose bodies may be larger. */
const LARGER_BODIES: Record<string, number> = {
  'POST /sources/{id}/results': 1024 * KB,
  // Two MiB of photo as Base64.
  'PUT /paper-results/{id}/photo': 2816 * KB,
};

export function readRequest(
  event: APIGatewayProxyEventV2,
  reference: string,
): { request: Request } | { problem: Response } {
  const { http } = event.requestContext;
  // What comes with a GET means nothing.
  const body = http.method === 'GET' ? undefined : readBody(event);
  if (body && 'problem' in body) return body;
  return {
    request: {
      method: http.method,
      path: event.rawPath,
      parameters: event.pathParameters ?? {},
      query: event.queryStringParameters ?? {},
      headers: event.headers,
      body: body?.value,
      bytes: body?.bytes,
      address: http.sourceIp,
      reference,
    },
  };
}

function readBody({
  body,
  isBase64Encoded,
  headers,
  routeKey,
}: APIGatewayProxyEventV2): { value: Record<string, unknown>; bytes: Uint8Array } | { problem: Response } | undefined {
  if (!body) return undefined;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const most = LARGER_BODIES[routeKey] ?? MAX_BODY_BYTES;
  if (bytes.length > most) return { problem: problem('body-too-large', { detail: `Send at most ${most / KB} KB.` }) };
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(headers['content-type'] ?? '')) {
    return {
      problem: problem('not-json-type', {
        field: 'Content-Type',
        detail: 'Send JSON in UTF-8 with Content-Type: application/json.',
      }),
    };
  }
  if (!/^(identity)?$/i.test(headers['content-encoding'] ?? '')) {
    return { problem: problem('not-json-type', { field: 'Content-Encoding', detail: 'Send the JSON uncompressed.' }) };
  }
  const value = parse(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: problem('not-json', { detail: 'Send one JSON object in UTF-8.' }) };
  }
  return { value: value as Record<string, unknown>, bytes };
}

/** `undefined` for what is no JSON or no UTF-8; the parser's own message would quote the body. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
