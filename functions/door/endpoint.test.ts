import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import type { Surroundings } from '../effects/effects.ts';
import { endpoint } from './endpoint.ts';
import type { Request } from './request.ts';

const surroundings = {
  world: { clock: { now: () => 1_659_311_100_000 } },
  log: vi.fn(),
} as unknown as Surroundings;

function event(more: Partial<APIGatewayProxyEventV2> = {}, method = 'PUT'): APIGatewayProxyEventV2 {
  return {
    routeKey: `${method} /somewhere`,
    rawPath: '/somewhere',
    headers: { 'content-type': 'application/json' },
    requestContext: { requestId: 'r-1', http: { method, path: '/somewhere', sourceIp: '192.0.2.1' } },
    isBase64Encoded: false,
    ...more,
  } as APIGatewayProxyEventV2;
}

const echo = endpoint(
  async (_, { body }: Request) => ({ status: 200, body: body ?? {} }),
  async () => surroundings,
);

test.each([
  ['JSON', { body: '{"a":1}' }, { a: 1 }],
  ['JSON in Base64', { body: Buffer.from('{"a":"张"}').toString('base64'), isBase64Encoded: true }, { a: '张' }],
  ['a charset', { body: '{}', headers: { 'content-type': 'application/json; charset=UTF-8' } }, {}],
  ['no body', {}, {}],
])('takes %s', async (_, more, body) => {
  const answer = await echo(event(more));
  expect(answer.statusCode).toBe(200);
  expect(JSON.parse(answer.body!)).toEqual(body);
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  expect(answer.headers!['x-now']).toBe('1659311100000');
});

const SECRET = '110101193003070014';
test.each([
  ['no JSON', { body: `{"number":"${SECRET}` }, 400, 'not-json'],
  ['a list', { body: '[]' }, 400, 'not-json'],
  ['null', { body: 'null' }, 400, 'not-json'],
  ['no UTF-8', { body: Buffer.from([0x7b, 0xff, 0x7d]).toString('base64'), isBase64Encoded: true }, 400, 'not-json'],
  [
    'a form',
    { body: `number=${SECRET}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
    'not-json-type',
  ],
  ['no type', { body: '{}', headers: {} }, 415, 'not-json-type'],
  [
    'another charset',
    { body: '{}', headers: { 'content-type': 'application/json; charset=gbk' } },
    415,
    'not-json-type',
  ],
  [
    'a compressed body',
    {
      body: gzipSync('{}').toString('base64'),
      isBase64Encoded: true,
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    },
    415,
    'not-json-type',
  ],
  ['17 KB', { body: JSON.stringify({ a: 'x'.repeat(17 * 1024) }) }, 413, 'body-too-large'],
  [
    '16 KB of characters that take three bytes',
    { body: JSON.stringify({ a: '张'.repeat(6_000) }) },
    413,
    'body-too-large',
  ],
])('refuses %s', async (_, more, status, kind) => {
  const answer = await echo(event(more));
  expect(answer.statusCode).toBe(status);
  expect(answer.headers!['content-type']).toBe('application/problem+json; charset=utf-8');
  const body = JSON.parse(answer.body!);
  expect(body).toMatchObject({ type: `/problems/${kind}`, status, reference: 'r-1' });
  expect(body.detail).toMatch(/^Send /);
  expect(answer.body).not.toContain(SECRET);
});

test('what a door throws becomes a problem with a reference, and a line without its content', async () => {
  const log = vi.fn();
  const broken = endpoint(
    async () => {
      throw new TypeError(`cannot read ${SECRET}`);
    },
    async () => ({ ...surroundings, log }),
  );
  const answer = await broken(event());
  expect(answer.statusCode).toBe(500);
  expect(JSON.parse(answer.body!)).toMatchObject({ type: '/problems/defect', reference: 'r-1' });
  expect(log).toHaveBeenCalledWith('door-failed', expect.objectContaining({ reference: 'r-1', error: 'TypeError' }));
  expect(JSON.stringify([answer, log.mock.calls])).not.toContain(SECRET);
});

test('effects that could not be built are built again for the next event, and only then', async () => {
  const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
  let built = 0;
  const door = endpoint(
    async () => ({ status: 200, body: {} }),
    async () => {
      built += 1;
      if (built === 1) throw new Error('no configuration');
      return surroundings;
    },
  );
  expect((await door(event())).statusCode).toBe(500);
  expect((await door(event())).statusCode).toBe(200);
  expect((await door(event())).statusCode).toBe(200);
  expect(built).toBe(2);
  silent.mockRestore();
});
