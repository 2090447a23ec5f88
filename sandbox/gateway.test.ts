/** The gateway over a real socket: API Gateway's events, answers, refusals and CORS. */
import { request } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf } from '../core/index.ts';
import { SandboxClock } from './clock.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { readServiceFile } from './service-file.ts';

const service = readServiceFile('test');
const { cors } = service;
const routes = [
  ...service.routes,
  { method: 'PUT', path: '/things/{id}/photo', door: 'things' },
  { method: 'PUT', path: '/things/{id}/{part}', door: 'parts' },
];
const events: (APIGatewayProxyEventV2 & { door: string })[] = [];
const asked: string[] = [];
let answer: unknown;
let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    routes,
    cors,
    allowsOrigin: (origin) => origin === 'http://127.0.0.1:10086',
    clock: new SandboxClock(instantOf(Date.parse('2022-08-01T07:45:00+08:00'))),
    invoke: async (door, event) => {
      events.push({ ...(event as APIGatewayProxyEventV2), door });
      if (answer instanceof Error) throw answer;
      return answer;
    },
    local: async () => false,
    onFailure: () => {},
    onRequest: (method, path) => void asked.push(`${method} ${path}`),
  });
});
afterAll(() => gateway.stop());

const call = (path: string, init?: RequestInit, says: unknown = { statusCode: 200, body: '{}' }) => {
  answer = says;
  return fetch(gateway.origin + path, init);
};
const lastEvent = () => events.at(-1)!;

describe('an event', () => {
  it('has what API Gateway puts into it', async () => {
    await call('/results?scope=auto&scope=x&jurisdiction=310000', { headers: { 'X-Thing': 'a', cookie: 'a=1; b=2' } });
    expect(lastEvent()).toMatchObject({
      door: 'query-results',
      version: '2.0',
      routeKey: 'GET /results',
      rawPath: '/results',
      rawQueryString: 'scope=auto&scope=x&jurisdiction=310000',
      queryStringParameters: { scope: 'auto,x', jurisdiction: '310000' },
      headers: { 'x-thing': 'a' },
      cookies: ['a=1', 'b=2'],
      requestContext: { http: { method: 'GET', path: '/results', sourceIp: '127.0.0.1' }, stage: '$default' },
      isBase64Encoded: false,
    });
    expect(lastEvent().body).toBeUndefined();
  });

  it('holds JSON as text and anything else in Base64', async () => {
    await call('/sessions', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":"张"}' });
    expect(lastEvent()).toMatchObject({ body: '{"a":"张"}', isBase64Encoded: false });
    await call('/sessions', { method: 'POST', headers: { 'content-type': 'image/png' }, body: 'abc' });
    expect(lastEvent()).toMatchObject({ body: 'YWJj', isBase64Encoded: true });
  });
});

it('tells of every request, of those too that no function is asked', async () => {
  asked.length = 0;
  await call('/results?scope=auto', { method: 'OPTIONS', headers: { 'access-control-request-method': 'GET' } });
  await call('/nowhere');
  await call('/results?scope=auto');
  expect(asked).toEqual(['OPTIONS /results', 'GET /nowhere', 'GET /results']);
});

describe('a path with a part that varies', () => {
  const put = (path: string, bytes = 2) =>
    call(path, { method: 'PUT', headers: { 'content-type': 'image/png' }, body: Buffer.alloc(bytes) });

  it('is given to its door with the part decoded; what is written out goes first', async () => {
    await put('/things/%E5%BC%A0%20a/photo');
    expect(lastEvent()).toMatchObject({
      door: 'things',
      routeKey: 'PUT /things/{id}/photo',
      pathParameters: { id: '张 a' },
    });
    await put('/things/7/label');
    expect(lastEvent()).toMatchObject({ door: 'parts', pathParameters: { id: '7', part: 'label' } });
  });

  it.each(['/things//photo', '/things/photo', '/things/7/photo/'])('is not found at %s', async (path) => {
    const before = events.length;
    expect((await put(path)).status).toBe(404);
    expect(events).toHaveLength(before);
  });

  it('takes bytes as far as Lambda takes an event, Base64 counted', async () => {
    expect((await put('/things/7/photo', 4_000_000)).status).toBe(200);
    expect(Buffer.from(lastEvent().body!, 'base64')).toHaveLength(4_000_000);
    expect((await put('/things/7/photo', 5_000_000)).status).toBe(413);
  });
});

describe('an answer', () => {
  it('goes back with its status, headers and body', async () => {
    const says = { statusCode: 201, headers: { etag: '"1"' }, body: 'aGk=', isBase64Encoded: true };
    const response = await call('/results', {}, says);
    expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([201, '"1"', 'hi']);
  });

  it('without a status is 200 and JSON', async () => {
    const response = await call('/results', {}, { a: 1 });
    expect([response.status, await response.json()]).toEqual([200, { a: 1 }]);
  });

  it('that was thrown is 500 in API Gateway’s words, and the gateway lives on', async () => {
    const response = await call('/results', {}, new Error('secret of the house'));
    expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect((await call('/results')).status).toBe(200);
  });
});

describe('what no function sees', () => {
  it.each([
    ['GET', '/nothing'],
    ['DELETE', '/results'],
    ['GET', '/results/'],
    ['GET', '//results'],
    ['OPTIONS', '/results'],
  ])('%s %s is 404', async (method, path) => {
    const before = events.length;
    const response = await call(path, { method });
    expect([response.status, await response.text()]).toEqual([404, '{"message":"Not Found"}']);
    expect(events.length).toBe(before);
  });

  it('a body over 10 MiB is 413', async () => {
    const before = events.length;
    const response = await call('/sessions', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect([response.status, await response.text()]).toEqual([413, '{"message":"Request Entity Too Large"}']);
    expect(events.length).toBe(before);
  });

  it('headers over 10 240 bytes are 431', async () => {
    const response = await call('/results', { headers: { 'x-long': 'x'.repeat(11_000) } });
    expect(response.status).toBe(431);
  });

  it('somebody who hangs up half-way', async () => {
    const before = events.length;
    await new Promise<void>((resolve) => {
      const half = request(`${gateway.origin}/sessions`, { method: 'POST', headers: { 'content-length': 100 } });
      half.on('error', () => resolve());
      half.write('{');
      setTimeout(() => half.destroy(), 50);
    });
    expect((await call('/results')).status).toBe(200);
    expect(events.length).toBe(before + 1);
  });
});

describe('CORS', () => {
  const origin = 'http://127.0.0.1:10086';
  it('answers a preflight as serverless.yml says', async () => {
    const response = await call('/identity', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'authorization' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(response.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it('lets the page read what it needs, and no other page anything', async () => {
    const ours = await call('/results', { headers: { origin } });
    expect(ours.headers.get('access-control-expose-headers')).toContain('etag');
    const theirs = await call('/results', { headers: { origin: 'https://elsewhere.example' } });
    expect(theirs.headers.get('access-control-allow-origin')).toBeNull();
  });
});
