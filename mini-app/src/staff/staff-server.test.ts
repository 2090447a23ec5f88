import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseInstant } from '../../../core/index.ts';
import { createSession } from '../http/session.ts';
import { createStaffServer, type StaffServer } from './staff-server.ts';

/** Where Taro would call the super-app, the tests send over a real socket. */
vi.mock('@tarojs/taro', () => ({
  default: {
    request: ({ url, method, data, header }: { url: string; method: string; data?: object; header: HeadersInit }) =>
      fetch(url, { method, headers: header, body: data && JSON.stringify(data) }).then(async (response) => ({
        statusCode: response.status,
        header: Object.fromEntries(response.headers),
        data: await response.text(),
      })),
  },
}));

interface Asked {
  what: string;
  token?: string;
  body?: unknown;
}
let http: HttpServer;
let asked: Asked[];
let answer: { status: number; body?: unknown };
let server: StaffServer;
beforeEach(async () => {
  asked = [];
  http = createHttpServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const token = request.headers.authorization?.replace('Bearer ', '');
      const signsIn = request.url === '/sessions';
      if (!signsIn)
        asked.push({ what: `${request.method} ${request.url}`, token, ...(text && { body: JSON.parse(text) }) });
      const told = signsIn ? { status: 200, body: { token: 'person', bound: false } } : answer;
      response.writeHead(told.status, { 'content-type': 'application/json' });
      response.end(told.body === undefined ? '' : JSON.stringify(told.body));
    });
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const apiAddress = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const session = createSession({
    apiAddress,
    credentials: async () => ({ platform: 'wechat', code: 'c' }),
    clock: { learn: () => undefined },
    timeoutMs: 5_000,
  });
  server = createStaffServer(apiAddress, session);
});
afterEach(() => void http.close());

const venue = {
  id: 'hzwulin0',
  zh: '杭州武林河畔商场',
  en: 'Wulin Riverside Mall, Hangzhou',
  jurisdiction: { code: '330100', zh: '杭州市', en: 'Hangzhou' },
  scene: 'public-places',
  role: 'manager',
  key: 'a1b2c3',
};
const at = '2022-08-01T19:45:00+08:00';

describe('as the person signed in', () => {
  test('asks where one is staff, and lets one venue that cannot be read hide no other', async () => {
    answer = { status: 200, body: { venues: [{ ...venue, scene: 'of a newer version' }, venue] } };
    expect(await server.venues()).toEqual({ kind: 'ok', value: [venue] });
    expect(asked).toEqual([{ what: 'GET /venues', token: 'person' }]);
    answer = { status: 200, body: { venues: 'none' } };
    expect(await server.venues()).toEqual({ kind: 'unreadable' });
  });

  test('joins, invites, removes and draws the poster', async () => {
    answer = { status: 200, body: { venue } };
    expect(await server.join('hzwulin0', 'Zm9v')).toEqual({ kind: 'ok', value: venue });
    answer = { status: 201, body: { invitation: 'x', link: 'https://x', expiresAt: at } };
    const told = { link: 'https://x', expiresAt: parseInstant(at) };
    expect(await server.invite('hzwulin0')).toEqual({ kind: 'ok', value: told });
    expect(await server.poster('hzwulin0')).toEqual({ kind: 'ok', value: told });
    answer = { status: 204 };
    expect(await server.removeStaff('hzwulin0', 'a1b2c3')).toEqual({ kind: 'ok', value: null });
    expect(asked.map(({ what }) => what)).toEqual([
      'PUT /venues/hzwulin0/staff',
      'POST /venues/hzwulin0/invitations',
      'GET /venues/hzwulin0/poster',
      'DELETE /venues/hzwulin0/staff/a1b2c3',
    ]);
  });

  test('tells a used invitation and a venue that is full as the problems they are', async () => {
    answer = { status: 404, body: { type: '/problems/invitation-unknown', reference: 'r' } };
    expect(await server.join('hzwulin0', 'used')).toMatchObject({ kind: 'problem', status: 404, reference: 'r' });
  });

  test('looks somebody up, and learns a verdict and nothing else', async () => {
    answer = { status: 202, body: { id: 'l1', pollAfterMs: 600 } };
    const claim = {
      venue: 'hzwulin0',
      name: '某某',
      document: { type: 'passport' as const, number: 'E00000000' },
      consent: { textVersion: '1' },
    };
    expect(await server.lookUp(claim)).toEqual({ kind: 'ok', value: { state: 'asking', id: 'l1', pollAfterMs: 600 } });
    answer = { status: 200, body: { state: 'asking' } };
    expect(await server.lookedUp('l1')).toMatchObject({ value: { state: 'asking', id: 'l1' } });
    answer = { status: 200, body: { state: 'done', kind: 'admit', until: at, basis: 'result', name: '某某' } };
    const verdict = { kind: 'admit', until: parseInstant(at), basis: 'result' };
    expect(await server.lookedUp('l1')).toEqual({ kind: 'ok', value: { state: 'done', verdict } });
  });
});

describe('a verdict', () => {
  test.each([
    [
      { kind: 'refuse', reason: 'expired' },
      { kind: 'refuse', reason: 'expired' },
    ],
    [
      { kind: 'ask-online', reason: 'renew' },
      { kind: 'ask-online', reason: 'renew' },
    ],
    [
      { kind: 'refuse', reason: 'of a newer server' },
      { kind: 'ask-online', reason: 'undetermined' },
    ],
  ])('%j is read as %j', async (body, verdict) => {
    answer = { status: 200, body };
    expect(await server.verify('HUREN1:X', 'hzwulin0')).toEqual({ kind: 'ok', value: verdict });
  });
  test('of no known kind is none', async () => {
    answer = { status: 200, body: { kind: 'probably' } };
    expect(await server.verify('HUREN1:X', 'hzwulin0')).toEqual({ kind: 'unreadable' });
  });
});

describe('a desk', () => {
  test('makes itself known and waits as nobody, and is paired by somebody', async () => {
    answer = { status: 201, body: { id: 'd1', secret: 's1', pairBy: at, pollAfterMs: 2_000 } };
    expect(await server.newDesk()).toEqual({ kind: 'ok', value: { id: 'd1', secret: 's1', pairBy: parseInstant(at) } });
    answer = { status: 202, body: { state: 'waiting', pollAfterMs: 2_000 } };
    expect(await server.deskSession({ id: 'd1', secret: 's1' })).toEqual({ kind: 'ok', value: { state: 'waiting' } });
    const { role: _role, key: _key, ...told } = venue;
    answer = { status: 200, body: { state: 'paired', token: 't', until: at, venue: told } };
    expect(await server.deskSession({ id: 'd1', secret: 's1' })).toMatchObject({
      value: { state: 'paired', token: 't', venue: { ...told, role: 'staff' } },
    });
    expect(asked.map(({ token }) => token)).toEqual([undefined, undefined, undefined]);
  });

  test('asks and signs with its own token, and is told that it ended rather than signing somebody in', async () => {
    answer = { status: 200, body: { kind: 'refuse', reason: 'forged' } };
    await server.verify('HUREN1:X', 'hzwulin0', 'desk');
    answer = { status: 201, body: { link: 'https://huren.example/#/staff/pages/tally/index?code=x' } };
    const tally = {
      venue: 'hzwulin0',
      day: '2022-08-01',
      counts: { admit: 1, refuse: 0, askOnline: 0, compared: 0 },
      phone: '0a1b2c3d',
    };
    expect(await server.signTally(tally, 'desk')).toMatchObject({ kind: 'ok' });
    answer = { status: 401, body: {} };
    expect(await server.verify('HUREN1:X', 'hzwulin0', 'desk')).toMatchObject({ kind: 'problem', status: 401 });
    expect(asked.map(({ token }) => token)).toEqual(['desk', 'desk', 'desk']);
    expect(asked[1]!.body).toEqual(tally);
  });
});
