/** API Gateway's HTTP API event, payload format 2.0, from a request that came in on a socket; and its answer back. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { formatInstant, type Instant } from '../core/index.ts';

/** API Gateway hands these over as text and everything else in Base64. */
const TEXT_TYPES = /^(text\/.*|application\/(json|xml|javascript|.*\+json|.*\+xml))(;|$)/i;

export function httpEvent(
  request: IncomingMessage,
  routeKey: string,
  body: Buffer,
  now: Instant,
  pathParameters?: Record<string, string>,
): APIGatewayProxyEventV2 {
  const { rawPath, rawQueryString } = splitUrl(request.url ?? '/');
  const { cookie, ...headers } = oneValueEach(request);
  const isText = TEXT_TYPES.test(headers['content-type'] ?? '');
  const query = joinedQuery(rawQueryString);
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(query ? { queryStringParameters: query } : {}),
    ...(pathParameters ? { pathParameters } : {}),
    requestContext: {
      accountId: '000000000000',
      apiId: 'sandbox',
      domainName: headers.host ?? '',
      domainPrefix: 'sandbox',
      http: {
        method: request.method!,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: formatInstant(now),
      timeEpoch: now,
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** A function that answers without a status, or with something else than an object, has said 200 and this as JSON. */
export function writeHttpAnswer(
  response: ServerResponse,
  answer: APIGatewayProxyStructuredResultV2 | string | undefined,
) {
  const structured = typeof answer === 'object' && answer !== null && 'statusCode' in answer;
  const {
    statusCode = 200,
    headers = {},
    cookies = [],
    body = '',
    isBase64Encoded = false,
  } = structured ? answer : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer ?? null) };
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  for (const [name, value] of Object.entries(headers)) {
    // Where CORS is configured, API Gateway lets no function have a word in it.
    if (!/^access-control-/i.test(name)) response.setHeader(name, String(value));
  }
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  response.statusCode = statusCode;
  if (statusCode !== 304 && statusCode !== 204) response.setHeader('content-length', bytes.length);
  response.end(statusCode === 304 || statusCode === 204 ? undefined : bytes);
}

export function splitUrl(url: string): { rawPath: string; rawQueryString: string } {
  const at = url.indexOf('?');
  return at < 0
    ? { rawPath: url, rawQueryString: '' }
    : { rawPath: url.slice(0, at), rawQueryString: url.slice(at + 1) };
}

function oneValueEach(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [
      name,
      values.join(name === 'cookie' ? '; ' : ','),
    ]),
  );
}

/** A parameter that is there twice arrives once, its values joined by commas. */
function joinedQuery(rawQueryString: string): Record<string, string> | undefined {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  }
  return Object.keys(query).length > 0 ? query : undefined;
}
