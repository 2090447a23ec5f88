import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Instant, parseInstant } from '../../../core/index.ts';
import { createCancellation } from '../http/cancellation.ts';
import { REFUSALS } from '../http/refusals.ts';
import type { SessionRequest } from '../http/session.ts';
import { createLinkServer } from '../more/link-server.ts';
import { resultsBody } from './answers.samples.ts';
import { channelsBody } from './channel-status.samples.ts';
import { createServer, type Server, type ServerSettings } from './server.ts';

/** Where Taro would call the super-app, the tests send over a real socket, with each platform's manners. */
let manners: 'wechat' | 'alipay' = 'wechat';
vi.mock('@tarojs/taro', () => ({
  default: {
    request({ url, method, data, header }: { url: string; method: string; data?: object; header: HeadersInit }) {
      const controller = new AbortController();
      const sent = fetch(url, {
        method,
        headers: header,
        body: data && JSON.stringify(data),
        signal: controller.signal,
      }).then(async (response) => {
        const text = await response.text();
        const headers = Object.fromEntries(response.headers);
        if (manners === 'alipay') {
          // 2xx as success with `status` renamed by Taro; anything else as failure 19.
          if (response.ok) return { statusCode: response.status, header: headers, data: json(text) };
          throw { error: 19, status: response.status, headers, data: text };
        }
        return { statusCode: response.status, header: headers, data: json(text) };
      });
      return Object.assign(sent, { abort: () => controller.abort() });
    },
  },
}));

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

interface Asked {
  method?: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}
type Told = { status: number; body?: unknown; headers?: Record<string, string> } | 'silence' | 'hang-up';

let http: HttpServer;
let asked: Asked[];
let answer: (request: Asked) => Told;
let learned: Instant[];
let references: string[];
const NOW = '2022-08-01T07:45:00+08:00';
const session = (token = 't1', bound = true): Told => ({
  status: 200,
  body: { token, expiresAt: NOW, bound, now: NOW },
});

beforeEach(async () => {
  manners = 'wechat';
  asked = [];
  learned = [];
  references = [];
  answer = ({ path }) => (path === '/sessions' ? session() : { status: 404, body: {} });
  http = createHttpServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const each = { method: request.method, path: request.url!, headers: request.headers, body: json(text) };
    asked.push(each);
    const told = answer(each);
    if (told === 'silence') return;
    if (told === 'hang-up') return void request.socket.destroy();
    response.writeHead(told.status, { 'content-type': 'application/json', ...told.headers });
    response.end(told.body === undefined ? '' : JSON.stringify(told.body));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
});
afterEach(async () => {
  http.closeAllConnections();
  http.close();
  await once(http, 'close');
});

const address = () => `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
function phone(changes: Partial<ServerSettings> = {}): Server {
  return createServer({
    apiAddress: address(),
    documentsAddress: address(),
    credentials: async (): Promise<SessionRequest> => ({ platform: 'wechat', code: 'c' }),
    clock: { learn: ({ at }) => learned.push(at) },
    onReference: (reference) => references.push(reference),
    timeoutMs: 2_000,
    ...changes,
  });
}
const linksOf = (server: Server) => createLinkServer(address(), server.session);
const look = (server: Server, cancellation = createCancellation()) =>
  server.results({ place: '310000', scene: 'public-places', scope: 'auto' }, cancellation, false);

test('signs in silently before the first question and sends the token', async () => {
  answer = ({ path }) => (path === '/sessions' ? session() : { status: 200, body: resultsBody() });
  const reply = await look(phone());
  expect(reply).toMatchObject({ kind: 'ok', value: { results: { decision: { kind: 'recognised' } } } });
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /sessions',
    'GET /results?jurisdiction=310000&scope=auto&scene=public-places',
  ]);
  expect(asked[0]!.body).toEqual({ platform: 'wechat', code: 'c' });
  expect(asked[1]!.headers.authorization).toBe('Bearer t1');
});

test.each(['wechat', 'alipay'] as const)(
  'renews a session that is over, once, and repeats the question (%s)',
  async (name) => {
    manners = name;
    let sessions = 0;
    answer = ({ path, headers }) => {
      if (path === '/sessions') return session(`t${++sessions}`);
      return headers.authorization === 'Bearer t2' ? { status: 200, body: resultsBody() } : { status: 401, body: {} };
    };
    expect((await look(phone())).kind).toBe('ok');
    expect(sessions).toBe(2);
  },
);

test('gives up after one renewal', async () => {
  answer = ({ path }) => (path === '/sessions' ? session() : { status: 401, body: {} });
  expect(await look(phone())).toEqual({ kind: 'signed-out' });
  expect(asked.filter(({ path }) => path === '/sessions')).toHaveLength(2);
});

test('several questions that meet the end of a session share one login', async () => {
  let sessions = 0;
  answer = ({ path, headers }) => {
    if (path === '/sessions') return session(`t${++sessions}`);
    return headers.authorization === 'Bearer t2'
      ? { status: 200, body: { state: 'none', documents: [] } }
      : { status: 401, body: {} };
  };
  const server = phone();
  await server.signIn();
  const replies = await Promise.all([server.identity(), server.identity(), server.identity()]);
  expect(replies.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok']);
  expect(sessions).toBe(2);
});

test('is signed out where there is no login, or the server refuses it', async () => {
  expect(await look(phone({ credentials: async () => undefined }))).toEqual({ kind: 'signed-out' });
  expect(asked).toEqual([]);
  for (const [type, field] of [
    ['/problems/code-refused', '/code'],
    ['/problems/field-wrong', '/person'],
  ]) {
    answer = () => ({ status: 400, body: { type, field } });
    expect(await look(phone())).toEqual({ kind: 'signed-out' });
    expect(await phone().signIn()).toEqual({ kind: 'signed-out' });
  }
});

test.each([
  [429, { message: 'Too Many Requests' }, 'busy'],
  [403, { type: '/problems/account-blocked', reference: 'r' }, 'account-blocked'],
  [503, { type: '/problems/super-app-silent', reference: 'r' }, 'super-app-silent'],
  [400, { type: '/problems/field-wrong', field: '/platform' }, 'field-wrong'],
])('nobody is signed out by a login that meets %i %j; it is told as itself', async (status, body, problem) => {
  answer = () => ({ status, body });
  const told = { kind: 'problem', status, problem };
  expect(await look(phone())).toMatchObject(told);
  expect(await phone().signIn()).toMatchObject(told);
  expect(references).toEqual('reference' in body ? ['r', 'r'] : []);
});

test('is offline, and nobody is signed out, where the super-app cannot ask its own server', async () => {
  let given: SessionRequest | 'refused' = 'refused';
  answer = ({ path }) => (path === '/sessions' ? session() : { status: 200, body: resultsBody() });
  const server = phone({ credentials: async () => given });
  expect(await look(server)).toEqual({ kind: 'offline' });
  expect(await server.signIn()).toEqual({ kind: 'offline' });
  expect(asked).toEqual([]);
  given = { platform: 'alipay', code: 'c' };
  expect((await look(server)).kind).toBe('ok');
});

test.each(['wechat', 'alipay'] as const)(
  'reads 304 as the answer it has, at a new time and rhythm (%s)',
  async (name) => {
    manners = name;
    answer = ({ path, headers }) => {
      if (path === '/sessions') return session();
      if (headers['if-none-match'] === 'W/"one"')
        return {
          status: 304,
          headers: {
            etag: 'W/"one"',
            'x-as-of': '2022-08-01T07:50:00+08:00',
            'x-now': String(parseInstant(NOW)! + 300_000),
            'x-poll-after-ms': '4000',
          },
        };
      return { status: 200, body: resultsBody(), headers: { etag: 'W/"one"' } };
    };
    const server = phone();
    await look(server);
    const again = await look(server);
    expect(again).toMatchObject({
      kind: 'ok',
      value: { results: { pollAfterMs: 4_000, asOf: parseInstant('2022-08-01T07:50:00+08:00') } },
    });
    expect(learned.at(-1)).toBe(parseInstant(NOW)! + 300_000);
  },
);

test('asks for another place without the tag of this one', async () => {
  answer = ({ path }) =>
    path === '/sessions' ? session() : { status: 200, body: resultsBody(), headers: { etag: 'W/"one"' } };
  const server = phone();
  await look(server);
  await server.results({ place: '330100', scene: 'public-places', scope: 'auto' }, createCancellation(), false);
  expect(asked.at(-1)!.headers['if-none-match']).toBeUndefined();
});

test('says that a person asks, and still names the answer it has', async () => {
  answer = ({ path }) =>
    path === '/sessions' ? session() : { status: 200, body: resultsBody(), headers: { etag: 'W/"one"' } };
  const server = phone();
  await look(server);
  expect(asked.at(-1)!.path).not.toContain('ask=');
  await server.results({ place: '310000', scene: 'public-places', scope: 'auto' }, createCancellation(), true);
  expect(asked.at(-1)!.path).toMatch(/&ask=now$/);
  expect(asked.at(-1)!.headers['if-none-match']).toBe('W/"one"');
});

test.each(['wechat', 'alipay'] as const)('tells a problem as a value, with its reference (%s)', async (name) => {
  manners = name;
  answer = ({ path }) =>
    path === '/sessions'
      ? session()
      : {
          status: 400,
          headers: { 'content-type': 'application/problem+json' },
          body: { type: '/problems/field-wrong', title: '', status: 400, field: '/name', reference: 'r-7Q2F' },
        };
  const claim = { name: '', document: { type: 'passport' as const, number: 'E1' }, consent: { textVersion: 'x' } };
  expect(await phone().bind(claim)).toEqual({
    kind: 'problem',
    status: 400,
    problem: 'field-wrong',
    field: '/name',
    reference: 'r-7Q2F',
  });
  expect(references).toEqual(['r-7Q2F']);
});

test('a problem of a kind it does not know is still a problem', async () => {
  answer = ({ path }) => (path === '/sessions' ? session() : { status: 500, body: '<html>' });
  expect(await look(phone())).toMatchObject({ kind: 'problem', status: 500, problem: undefined });
});

test('says timeout when nothing comes, and offline when nobody is there', async () => {
  answer = ({ path }) => (path === '/sessions' ? session() : 'silence');
  expect(await look(phone({ timeoutMs: 150 }))).toEqual({ kind: 'timeout' });
  answer = ({ path }) => (path === '/sessions' ? session() : 'hang-up');
  expect(await look(phone())).toEqual({ kind: 'offline' });
  expect(await look(phone({ apiAddress: 'http://127.0.0.1:1' }))).toEqual({ kind: 'offline' });
});

test('gives up at once when cancelled, and sends nothing when cancelled before', async () => {
  answer = ({ path }) => (path === '/sessions' ? session() : 'silence');
  const server = phone();
  await server.signIn();
  const cancellation = createCancellation();
  const reply = look(server, cancellation);
  setTimeout(() => cancellation.cancel(), 50);
  expect(await reply).toEqual({ kind: 'cancelled' });
  const before = asked.length;
  expect(await look(server, cancellation)).toEqual({ kind: 'cancelled' });
  expect(asked).toHaveLength(before);
});

test.each<[string, unknown]>([
  ['a page of somebody else', '<html>'],
  ['half an answer', { asOf: NOW }],
  ['a decision of a newer server', { ...resultsBody(), decision: { kind: 'perhaps' } }],
  ['a reason of a newer server', { ...resultsBody(), decision: { kind: 'undetermined', reason: 'new' } }],
])('%s is unreadable, never guessed', async (_what, body) => {
  answer = ({ path }) => (path === '/sessions' ? session() : { status: 200, body });
  expect(await look(phone())).toEqual({ kind: 'unreadable' });
});

test('uses the new session that a finished binding brings', async () => {
  answer = ({ path }) => {
    if (path === '/sessions') return session('before', false);
    if (path === '/identity') return { status: 200, body: { state: 'bound', documents: [], token: 'after' } };
    return { status: 200, body: resultsBody() };
  };
  const server = phone();
  await server.identity();
  await look(server);
  expect(asked.at(-1)!.headers.authorization).toBe('Bearer after');
});

test('puts nothing personal into an address', async () => {
  answer = ({ path }) =>
    path === '/sessions' ? session() : { status: 202, body: { state: 'checking', documents: [], pollAfterMs: 600 } };
  await phone().bind({
    name: '张三',
    document: { type: 'resident-id', number: '11010519491231002X' },
    specimenNumber: 'HX1',
    consent: { textVersion: 'x' },
  });
  expect(asked.map(({ path }) => path)).toEqual(['/sessions', '/identity']);
});

test.each(['wechat', 'alipay'] as const)(
  'reads how the channels stand without a session, and asks with the tag it has (%s)',
  async (name) => {
    manners = name;
    answer = ({ headers }) =>
      headers['if-none-match'] === '"one"'
        ? { status: 304, headers: { etag: '"one"' } }
        : { status: 200, body: channelsBody(), headers: { etag: '"one"' } };
    const server = phone({ credentials: async () => expect.fail('signed in for a public document') });
    const first = await server.channels();
    const second = await server.channels();
    expect(first).toMatchObject({ kind: 'ok', value: { value: { sources: [{ id: 'guangdong', state: 'open' }] } } });
    expect(second).toEqual(first);
    expect(asked.map(({ path, headers }) => [path, headers['if-none-match'], headers.authorization])).toEqual([
      ['/sources', undefined, undefined],
      ['/sources', '"one"', undefined],
    ]);
  },
);

const paper = { id: 'p1', kind: 'number', state: 'waiting', addedAt: NOW, photo: false, last4: '9001' };

test.each(['wechat', 'alipay'] as const)('adds, lists and deletes a paper, with its photo (%s)', async (name) => {
  manners = name;
  answer = ({ path, method }) => {
    if (path === '/sessions') return session();
    if (path === '/paper-results' && method === 'POST') return { status: 202, body: { paper, pollAfterMs: 600 } };
    if (path === '/paper-results') return { status: 200, body: { papers: [paper], pollAfterMs: null } };
    if (path === '/paper-results/p1/photo' && method === 'GET')
      return { status: 200, body: { type: 'image/jpeg', photo: '/9j/AA==' } };
    return { status: 204 };
  };
  const server = phone();
  const entry = { kind: 'number', number: 'HX9001', source: 'hexin-lab' } as const;
  expect(await server.addPaper(entry)).toMatchObject({
    kind: 'ok',
    value: { paper: { id: 'p1', state: 'waiting', addedAt: parseInstant(NOW) }, pollAfterMs: 600 },
  });
  expect(await server.papers()).toMatchObject({ kind: 'ok', value: { papers: [{ id: 'p1', last4: '9001' }] } });
  expect(await server.keepPhoto('p1', '/9j/AA==')).toEqual({ kind: 'ok', value: null });
  expect(await server.photo('p1')).toEqual({ kind: 'ok', value: '/9j/AA==' });
  expect(await server.removePaper('p1')).toEqual({ kind: 'ok', value: null });
  expect(asked.slice(1).map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', '/paper-results', entry],
    ['GET', '/paper-results', ''],
    ['PUT', '/paper-results/p1/photo', { photo: '/9j/AA==' }],
    ['GET', '/paper-results/p1/photo', ''],
    ['DELETE', '/paper-results/p1', ''],
  ]);
});

test.each(['wechat', 'alipay'] as const)('says of a certificate why it was not taken (%s)', async (name) => {
  manners = name;
  for (const reason of [...REFUSALS, 'a-reason-of-tomorrow']) {
    answer = ({ path }) =>
      path === '/sessions' ? session() : { status: 422, body: { type: '/problems/certificate-refused', reason } };
    const refusal = reason === 'a-reason-of-tomorrow' ? undefined : reason;
    expect(await phone().addPaper({ kind: 'certificate', text: 'HC1:X' })).toMatchObject({
      kind: 'problem',
      problem: 'certificate-refused',
      refusal,
    });
  }
});

test.each(['wechat', 'alipay'] as const)(
  'asks for the trust list openly, and not again what is unchanged (%s)',
  async (name) => {
    manners = name;
    answer = ({ path, headers }) => {
      if (path !== '/trust-list') return { status: 404, body: {} };
      return headers['if-none-match'] === '"7"'
        ? { status: 304 }
        : { status: 200, body: { list: 'l', keysAndPolicies: 'k' }, headers: { etag: '"7"', age: '60' } };
    };
    const server = phone();
    expect(await server.trustList(undefined)).toEqual({
      kind: 'ok',
      value: { kind: 'changed', published: { list: 'l', keysAndPolicies: 'k' }, etag: '"7"' },
    });
    expect(await server.trustList('"7"')).toEqual({ kind: 'ok', value: { kind: 'unchanged' } });
    expect(asked.every(({ headers }) => headers.authorization === undefined)).toBe(true);
    // When it left its origin, and how long ago that was.
    expect(Math.abs(learned[0]! - Date.now() - 60_000)).toBeLessThan(3_000);
  },
);

test('reads what a reading of results says of a share code, on 304 too', async () => {
  const random = Buffer.alloc(32, 5).toString('base64url');
  const share = { 'x-share-nonce': 'bm9uY2U', 'x-share-random': random };
  answer = ({ path, headers }) => {
    if (path === '/sessions') return session();
    if (headers['if-none-match']) return { status: 304, headers: share };
    return {
      status: 200,
      body: { ...resultsBody(), shareFacts: 'f1', shareWithheld: null, pollAfterMs: 600 },
      headers: { etag: '"1"', ...share },
    };
  };
  const server = phone();
  const means = { nonce: 'bm9uY2U', random: Uint8Array.from(Buffer.alloc(32, 5)) };
  expect(await look(server)).toMatchObject({ value: { offer: { facts: 'f1', means, settled: false } } });
  expect(await look(server)).toMatchObject({ value: { offer: { facts: 'f1', means, settled: true } } });
});

test('asks for a dependent’s results by their id', async () => {
  answer = ({ path }) => (path === '/sessions' ? session() : { status: 200, body: resultsBody() });
  const reply = await phone().results(
    { place: '310000', scene: 'public-places', scope: 'auto', for: 'abcd1234' },
    createCancellation(),
    false,
  );
  expect(asked.at(-1)!.path).toContain('&for=abcd1234');
  // A server that says nothing of codes offers none.
  expect(reply).toMatchObject({ kind: 'ok' });
  expect(reply.kind === 'ok' && reply.value.offer).toBeFalsy();
});

const REQUEST = { deviceKey: 'k', nonce: 'n', proof: 'p' };
test.each(['wechat', 'alipay'] as const)('is told a code, or why there is none (%s)', async (name) => {
  manners = name;
  const issued = { id: '00', credential: 'c', issuedAt: NOW, expiresAt: NOW, renewFrom: NOW, facts: 'f' };
  let told: Told = { status: 201, body: issued };
  answer = ({ path }) => (path === '/sessions' ? session() : told);
  const at = parseInstant(NOW);
  expect(await phone().issueCode(REQUEST)).toEqual({
    kind: 'ok',
    value: { ...issued, issuedAt: at, expiresAt: at, renewFrom: at },
  });
  expect(asked.at(-1)).toMatchObject({ method: 'POST', path: '/share-codes', body: REQUEST });
  told = { status: 409, body: { type: '/problems/code-withheld', status: 409, withheld: 'positive' } };
  expect(await phone().issueCode(REQUEST)).toEqual({ kind: 'ok', value: { withheld: 'positive' } });
  told = { status: 409, body: { type: '/problems/already-received', status: 409 } };
  expect(await phone().issueCode(REQUEST)).toMatchObject({ kind: 'problem', problem: 'already-received' });
  told = { status: 201, body: { ...issued, renewFrom: 'soon' } };
  expect(await phone().issueCode(REQUEST)).toEqual({ kind: 'unreadable' });
});

test('lists codes, revokes one, and has one printed', async () => {
  const code = { id: '0a', platform: 'paper', number: '1234 5678', issuedAt: NOW, expiresAt: NOW, for: 'abcd1234' };
  const former = { id: '0b', platform: 'wechat', issuedAt: NOW, expiresAt: NOW, supersededAt: NOW };
  answer = ({ path, method }) => {
    if (path === '/sessions') return session();
    if (path === '/paper-codes')
      return { status: 201, body: { id: '0a', number: '1', expiresAt: NOW, pdf: 'JVBERi0=' } };
    return method === 'DELETE' ? { status: 204 } : { status: 200, body: { codes: [code, former] } };
  };
  const server = phone();
  const { value } = (await server.codes()) as { value: object[] };
  expect(value).toMatchObject([
    { platform: 'paper', number: '1234 5678', for: 'abcd1234' },
    { id: '0b', supersededAt: expect.any(Number) },
  ]);
  expect(value.some((each) => 'revokedAt' in each)).toBe(false);
  expect(await server.revokeCode('0a')).toEqual({ kind: 'ok', value: null });
  expect(await server.printCode('card', 'abcd1234')).toMatchObject({ value: { pdf: 'JVBERi0=' } });
  expect(asked.at(-1)!.body).toEqual({ size: 'card', for: 'abcd1234' });
});

test('adds, lists and removes those one acts for', async () => {
  const dependent = {
    id: 'abcd1234',
    name: '李*',
    document: { type: 'resident-id', last4: '0014' },
    relation: 'child',
    state: 'checking',
  };
  answer = ({ path, method }) => {
    if (path === '/sessions') return session();
    if (method === 'PUT') return { status: 202, body: { state: 'checking', pollAfterMs: 600 } };
    return method === 'DELETE' ? { status: 204 } : { status: 200, body: { dependents: [dependent], pollAfterMs: 600 } };
  };
  const server = phone();
  const claim = {
    name: '李明',
    document: { type: 'resident-id', number: '110101193003070014' },
    relation: 'child',
    consent: { textVersion: '2022-08-01' },
  } as const;
  expect(await server.addDependent('abcd1234', claim)).toEqual({ kind: 'ok', value: { pollAfterMs: 600 } });
  expect(asked.at(-1)).toMatchObject({ method: 'PUT', path: '/dependents/abcd1234', body: claim });
  expect(await server.family()).toEqual({ kind: 'ok', value: { dependents: [dependent], pollAfterMs: 600 } });
  expect(await server.removeDependent('abcd1234')).toEqual({ kind: 'ok', value: null });
});

test('makes, lists and withdraws links, and opens one in the name of a venue', async () => {
  const held = { id: 'l1', to: 'venue', venue: { zh: '场', en: 'V' }, opens: 'once', createdAt: NOW, expiresAt: NOW };
  let told: Told = { status: 201, body: { id: 'l1', secret: 's', expiresAt: NOW } };
  answer = ({ path, method }) => (path === '/sessions' ? session() : method === 'DELETE' ? { status: 204 } : told);
  const server = phone();
  const at = parseInstant(NOW);
  expect(await linksOf(server).makeLink({ to: 'venue', opens: 'once' })).toEqual({
    kind: 'ok',
    value: { id: 'l1', secret: 's', expiresAt: at },
  });
  expect(asked.at(-1)).toMatchObject({ method: 'POST', path: '/share-links', body: { to: 'venue', opens: 'once' } });
  told = { status: 200, body: { links: [held, { ...held, to: 'person', venue: null, openedAt: NOW, for: 'd' }] } };
  expect(await linksOf(server).links()).toEqual({
    kind: 'ok',
    value: [
      { ...held, createdAt: at, expiresAt: at },
      { id: 'l1', to: 'person', opens: 'once', createdAt: at, expiresAt: at, openedAt: at, for: 'd' },
    ],
  });
  expect(await linksOf(server).withdrawLink('l1')).toEqual({ kind: 'ok', value: null });
  expect(asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/share-links/l1' });

  const opened = {
    verdict: { kind: 'admit', until: NOW, basis: 'result' },
    jurisdiction: '330100',
    scene: 'arrival',
    name: '李*',
    last4: '0014',
    asOf: NOW,
    results: [{ sampleCollectedAt: NOW, poolSize: 10 }],
    samplings: [NOW],
    compare: true,
  };
  told = { status: 200, body: opened };
  expect(await linksOf(server).openLink('l1', 's', 'hzwulin0')).toMatchObject({
    kind: 'ok',
    value: { verdict: { kind: 'admit', until: at }, name: '李*', results: [{ sampleCollectedAt: at, poolSize: 10 }] },
  });
  expect(asked.at(-1)).toMatchObject({ path: '/share-links/l1/openings', body: { secret: 's', venue: 'hzwulin0' } });
  // It is used up: what can be read of the answer is told. Where no policy holds there is no end.
  told = { status: 200, body: { ...opened, verdict: { kind: 'admit', basis: 'not-required' } } };
  expect(await linksOf(server).openLink('l1', 's', undefined)).toMatchObject({
    kind: 'ok',
    value: { verdict: { kind: 'admit', basis: 'not-required' }, last4: '0014' },
  });
  expect(asked.at(-1)!.body).toEqual({ secret: 's' });
  told = { status: 200, body: { ...opened, verdict: { kind: 'refuse', reason: 'of a newer server' } } };
  expect(await linksOf(server).openLink('l1', 's', undefined)).toMatchObject({
    kind: 'ok',
    value: { verdict: { kind: 'ask-online', reason: 'undetermined' } },
  });
  told = { status: 200, body: { ...opened, verdict: { kind: 'probably' } } };
  expect(await linksOf(server).openLink('l1', 's', undefined)).toEqual({ kind: 'unreadable' });
  told = { status: 410, body: { type: '/problems/link-over', status: 410, why: 'opened' } };
  expect(await linksOf(server).openLink('l1', 's', undefined)).toMatchObject({
    kind: 'problem',
    status: 410,
    over: 'opened',
  });
});

test('lists who looked, and is given a receipt', async () => {
  const look = { at: NOW, venue: { zh: '场', en: 'V' }, how: 'code' };
  let told: Told = { status: 200, body: { looks: [look, { at: NOW, venue: null, how: 'link', for: 'd' }] } };
  answer = ({ path }) => (path === '/sessions' ? session() : told);
  const server = phone();
  const at = parseInstant(NOW);
  expect(await linksOf(server).looks()).toEqual({
    kind: 'ok',
    value: [
      { ...look, at },
      { at, how: 'link', for: 'd' },
    ],
  });
  // More than one answer holds.
  answer = ({ path }) => {
    if (path === '/sessions') return session();
    const isFirst = path === '/looks';
    return { status: 200, body: { looks: [look], ...(isFirst && { next: '1659312000000#a' }) } };
  };
  expect(await linksOf(server).looks()).toMatchObject({ value: [{ at }, { at }] });
  expect(asked.at(-1)!.path).toBe('/looks?after=1659312000000%23a');
  answer = ({ path }) => (path === '/sessions' ? session() : told);
  told = { status: 200, body: { looks: [{ ...look, how: 'by telepathy' }] } };
  expect(await linksOf(server).looks()).toEqual({ kind: 'unreadable' });
  told = { status: 201, body: { link: 'https://h5.example/#/x' } };
  const claim = {
    complaint: 'tested-elsewhere',
    venue: { told: '北门' },
    jurisdiction: '310000' as never,
    scene: 'arrival',
    refusedAt: NOW,
  } as const;
  expect(await linksOf(server).giveReceipt(claim)).toEqual({ kind: 'ok', value: 'https://h5.example/#/x' });
  expect(asked.at(-1)).toMatchObject({ method: 'POST', path: '/receipts', body: claim });
  told = { status: 404, body: { type: '/problems/venue-unknown', status: 404 } };
  expect(await linksOf(server).giveReceipt(claim)).toMatchObject({ kind: 'problem', status: 404 });
});
