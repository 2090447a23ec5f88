/** The whole, over real HTTP: people sign in, are told their story's decision, see who is silent, and lose nothing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { formatInstant, type Instant } from '../core/index.ts';
import { EMBEDDED } from './embedded.ts';
import { people } from './people/index.ts';
import { type Answer, Phone } from './phone.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { SOURCE_IDS } from './sources/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'huren-sandbox-'));
const failures: unknown[] = [];
/** What the functions have written to their log. */
const logged: string[] = [];
let sandbox: Sandbox;
const begin = () => startSandbox({ folder, onFailure: (failure) => failures.push(failure) });
const phoneOf = async (id: string) => {
  const phone = new Phone(sandbox.gatewayOrigin, sandbox.superApps);
  const session = await phone.signIn(people.find((person) => person.id === id)!);
  expect(session.status).toBe(200);
  return { phone, session };
};

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...line) => void logged.push(line.join(' ')));
  }
  sandbox = await begin();
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

const written = (decision: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(decision).map(([name, value]) => [
      name,
      typeof value === 'number' ? formatInstant(value as Instant) : value,
    ]),
  );

describe('a person bound at the start', () => {
  it('is bound through the very functions', () => {
    expect(sandbox.seeded.filter(({ outcome }) => outcome !== 'bound')).toEqual([]);
    expect(sandbox.seeded.length).toBe(people.filter(({ bound }) => bound).length);
  });

  const cases = people
    .filter(({ bound }) => bound)
    .flatMap((person) => person.expect.map((expected) => ({ id: person.id, ...expected })));
  it.concurrent.each(cases)(
    '$id at $jurisdiction: $decision.kind, because $why',
    async ({ id, decision, ...asked }) => {
      const { phone, session } = await phoneOf(id);
      expect(session.body.bound).toBe(true);
      const { jurisdiction, scope, scene } = asked;
      const { status, body } = await phone.settledResults({ jurisdiction, scope, scene });
      expect(status).toBe(200);
      expect(body.decision).toMatchObject(written(decision));
      expect(body.waiting).toBe(0);
    },
  );
});

describe('a silent source', () => {
  it('is named while it is asked and when it has failed, and brings its result when it comes back', async () => {
    const person = people.find(({ id }) => id === 'lukas-weber')!;
    const { phone } = await phoneOf(person.id);
    expect(await phone.bind(person)).toMatchObject({ body: { state: 'bound' } });
    const asked = { jurisdiction: '310000', scope: 'everywhere', scene: 'public-places' };
    const guangdong = ({ body }: Answer) => body.sources.find(({ id }: { id: string }) => id === 'guangdong');

    sandbox.sources.setFault('guangdong', 'hanging');
    expect(guangdong(await phone.results(asked))).toMatchObject({
      state: 'asking',
      zh: '粤康码',
      since: expect.any(String),
    });
    const silent = await phone.settledResults(asked);
    expect(guangdong(silent)).toMatchObject({ state: 'failed', reason: 'timeout', retryAt: expect.any(String) });
    expect(silent.body.decision.kind).toBe('undetermined');
    expect(silent.body.answered).toBe(silent.body.sources.length - 1);

    sandbox.sources.setFault('guangdong', null);
    await sandbox.clock.sleep(Date.parse(silent.body.askAgainAt) - sandbox.clock.now() + 1_000);
    const healed = await phone.settledResults(asked);
    expect(guangdong(healed)).toMatchObject({ state: 'found' });
    expect(healed.body.decision.kind).toBe('recognised');
  }, 90_000);
});

it('serves the static documents with an ETag', async () => {
  for (const name of ['sources', 'jurisdictions', 'policies']) {
    const response = await fetch(`${sandbox.gatewayOrigin}/${name}`);
    expect([name, response.status]).toEqual([name, 200]);
    expect(((await response.json()) as Record<string, unknown[]>)[name]).not.toHaveLength(0);
    const again = await fetch(response.url, { headers: { 'if-none-match': response.headers.get('etag')! } });
    expect(again.status).toBe(304);
  }
  expect((await fetch(`${sandbox.gatewayOrigin}/secrets`)).status).toBe(404);
});

describe('its controls', () => {
  const control = (method: string, path: string, body?: object) =>
    new Phone(sandbox.gatewayOrigin, sandbox.superApps).ask(method, `/sandbox${path}`, body);

  it('say the time, the sources and the people', async () => {
    const status = await control('GET', '');
    expect(status.body.sources.map(({ id }: { id: string }) => id)).toEqual(SOURCE_IDS);
    expect(status.body.now).toMatch(/^2022-08-01T07:4\d:\d\d\+08:00$/);
    const known = await control('GET', '/people');
    expect(known.body).toHaveLength(people.length);
    expect(known.body[0]).toMatchObject({ id: expect.any(String), story: { zh: expect.any(String) }, bound: false });
  });

  it('switch faults, and say what is wrong with a request', async () => {
    expect((await control('PUT', '/sources/anhui/fault', { fault: 'slow' })).status).toBe(200);
    expect((await control('GET', '')).body.sources).toContainEqual({
      id: 'anhui',
      fault: 'slow',
      faults: expect.arrayContaining(['slow', 'megabyte']),
    });
    expect((await control('PUT', '/sources/anhui/fault', { fault: null })).status).toBe(200);
    expect(await control('PUT', '/sources/anhui/fault', { fault: 'tired' })).toMatchObject({
      status: 400,
      body: { field: 'fault' },
    });
    expect((await control('PUT', '/sources/utopia/fault', { fault: 'slow' })).status).toBe(404);
    expect((await control('POST', '/login-codes', { platform: 'qq', person: 'li-ting' })).status).toBe(400);
    expect((await control('POST', '/phone-codes', { platform: 'wechat', person: 'nobody' })).status).toBe(400);
  });

  it('give codes with which one signs in as on a phone', async () => {
    for (const platform of ['wechat', 'alipay'] as const) {
      const { body } = await control('POST', '/login-codes', { platform, person: 'li-ting' });
      const phone = new Phone(sandbox.gatewayOrigin, sandbox.superApps);
      expect(await phone.ask('POST', '/sessions', { platform, code: body.code })).toMatchObject({
        status: 200,
        body: { bound: false },
      });
      // A code is good once.
      expect((await phone.ask('POST', '/sessions', { platform, code: body.code })).status).toBe(400);
    }
  });
});

describe('somebody who binds', () => {
  it.each(['li-ting', 'tsai-mingche', 'ana-martins'])('%s is told their story', async (id) => {
    const person = people.find((each) => each.id === id)!;
    const { phone, session } = await phoneOf(id);
    expect(session.body.bound).toBe(false);
    for (const place of person.documents.keys()) {
      expect(await phone.bind(person, place)).toMatchObject({ body: { state: 'bound' } });
    }
    for (const { jurisdiction, scope, scene, decision } of person.expect) {
      const { body } = await phone.settledResults({ jurisdiction, scope, scene });
      expect(body.decision).toMatchObject(written(decision));
    }
  });
});

describe('bad requests', () => {
  const post = (init: RequestInit) => fetch(`${sandbox.gatewayOrigin}/sessions`, { method: 'POST', ...init });
  const json = { 'content-type': 'application/json' };

  it.each([
    ['an unknown route', () => fetch(`${sandbox.gatewayOrigin}/reports`), 404],
    ['an unknown method', () => fetch(`${sandbox.gatewayOrigin}/results`, { method: 'DELETE' }), 404],
    [
      'no session',
      () => fetch(`${sandbox.gatewayOrigin}/results?jurisdiction=310000&scope=auto&scene=public-places`),
      401,
    ],
    ['another content type', () => post({ headers: { 'content-type': 'text/xml' }, body: '<a/>' }), 415],
    ['no JSON', () => post({ headers: json, body: '{' }), 400],
    ['a body over 16 KB', () => post({ headers: json, body: JSON.stringify({ code: 'x'.repeat(17_000) }) }), 413],
    ['a body over 10 MiB', () => post({ headers: json, body: 'x'.repeat(10 * 1024 * 1024 + 1) }), 413],
    [
      'somebody who does not exist',
      () => post({ headers: json, body: '{"platform":"sandbox","person":"nobody"}' }),
      400,
    ],
  ])('%s', async (_, call, status) => {
    const response = await call();
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/json/);
  });
});

describe('a restart on the same folder', () => {
  it('keeps bindings, results and the time', async () => {
    const asked = { jurisdiction: '330100', scope: 'everywhere', scene: 'public-places' };
    const before = (await (await phoneOf('chen-guolin')).phone.settledResults(asked)).body;
    const stoppedAt = sandbox.clock.now();
    await sandbox.stop();
    sandbox = await begin();
    expect(sandbox.clock.now()).toBeGreaterThanOrEqual(stoppedAt);
    expect(sandbox.seeded.every(({ outcome }) => outcome === 'was bound')).toBe(true);
    for (const id of SOURCE_IDS) sandbox.sources.setFault(id, 'down');
    const { phone } = await phoneOf('chen-guolin');
    const after = (await phone.results(asked)).body;
    expect(after.decision).toEqual(before.decision);
    expect(after.results).toEqual(before.results);
    for (const id of SOURCE_IDS) sandbox.sources.setFault(id, null);
  });
});

describe('after all of this', () => {
  it('no question has died, and no function has failed', async () => {
    expect(await sandbox.queues.takeDeadLetters()).toEqual([]);
    expect(failures).toEqual([]);
    expect(logged.filter((line) => /"level":"error"/.test(line))).toEqual([]);
  });

  const personal = people.flatMap(({ name, documents, phone, tests }) => [
    name,
    phone.number,
    ...documents.map(({ number }) => number),
    ...tests.flatMap(({ specimenNumber, reportNumber }) => [specimenNumber, reportNumber]),
  ]);

  it('no log line holds a name, a document, a telephone or a specimen', () => {
    expect(logged.length).toBeGreaterThan(50);
    const text = logged.join('\n');
    expect(personal.filter((each) => text.includes(each))).toEqual([]);
  });

  it('neither table holds one in clear', async () => {
    const { endpoint, cache, ledger } = sandbox.dynamodb;
    const client = new DynamoDBClient({ ...EMBEDDED, endpoint });
    for (const TableName of [cache, ledger]) {
      const { Items = [] } = await client.send(new ScanCommand({ TableName }));
      expect(Items.length).toBeGreaterThan(20);
      const text = JSON.stringify(Items, (_, value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      );
      expect(personal.filter((each) => text.includes(each))).toEqual([]);
    }
    client.destroy();
  });
});
