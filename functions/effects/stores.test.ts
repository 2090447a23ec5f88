/** Tokens, breakers and sealing as several environments see them. */
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CitizenId, instantOf } from '../../core/index.ts';
import { startTestGround, type TestGround } from '../testing/ground.ts';
import { createBreakers, FAILURES_TO_OPEN } from './breakers.ts';
import { createCitizens } from './citizens.ts';
import { createControl } from './control.ts';
import { createPepper } from './peppers.ts';
import { createSealing } from './sealing.ts';
import { createTables, type Tables } from './tables.ts';
import { createTokenStore } from './token-store.ts';
import type { World } from './world.ts';

let ground: TestGround;
beforeAll(async () => {
  ground = await startTestGround();
});
afterAll(() => ground.stop());

function environment() {
  const world = ground.world();
  const tables = createTables(world);
  const sealing = createSealing(world, tables);
  const control = createControl(world, tables);
  return {
    sealing,
    tokens: createTokenStore(world, tables, sealing, () => {}),
    breakers: createBreakers(world, control, () => {}),
  };
}

test('of ten environments that need a token one fetches it, and all have it', async () => {
  const environments = Array.from({ length: 10 }, environment);
  let fetched = 0;
  const fetchToken = async () => {
    fetched += 1;
    await new Promise((done) => setTimeout(done, 150));
    return { value: `token-${fetched}`, expiresAt: instantOf(ground.clock.now() + 60_000) };
  };
  const tokens = await Promise.all(environments.map(({ tokens }) => tokens.renew('race', undefined, fetchToken)));
  expect(new Set(tokens)).toEqual(new Set(['token-1']));
  expect(fetched).toBe(1);
  const renewed = await Promise.all(environments.map(({ tokens }) => tokens.renew('race', 'token-1', fetchToken)));
  expect(new Set(renewed)).toEqual(new Set(['token-2']));
  expect(fetched).toBe(2);
  expect(await ground.dump('recognition-cache')).not.toContain('token-2');
  expect(await environment().tokens.read('race')).toBe('token-2');
  ground.clock.advance(61_000);
  expect(await environment().tokens.read('race')).toBeUndefined();
});

test('a renewal that fails frees the lease for the next', async () => {
  const [one, two] = [environment(), environment()];
  await expect(one.tokens.renew('broken', undefined, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const expiresAt = instantOf(ground.clock.now() + 60_000);
  expect(await two.tokens.renew('broken', undefined, async () => ({ value: 'after', expiresAt }))).toBe('after');
});

test('a breaker opened by one environment holds all of them, and one alone may probe', async () => {
  const [one, two] = [environment(), environment()];
  for (let at = 0; at < FAILURES_TO_OPEN; at += 1) {
    expect(await one.breakers.admit('shaky')).toEqual({ allowed: true });
    await one.breakers.record('shaky', 'failed');
  }
  const held = await two.breakers.admit('shaky');
  expect(held.allowed).toBe(false);
  ground.clock.advance(6_000);
  const probes = await Promise.all(
    [one, two, environment(), environment()].map(({ breakers }) => breakers.admit('shaky')),
  );
  expect(probes.filter(({ allowed }) => allowed)).toHaveLength(1);
  await one.breakers.record('shaky', 'failed');
  expect((await two.breakers.admit('shaky')).allowed).toBe(false);
  ground.clock.advance(11_000);
  expect((await two.breakers.admit('shaky')).allowed).toBe(true);
  await two.breakers.record('shaky', 'answered');
  expect(await Promise.all([one, two].map(({ breakers }) => breakers.admit('shaky')))).toEqual([
    { allowed: true },
    { allowed: true },
  ]);
});

test('an answer between failures starts the count anew', async () => {
  const { breakers } = environment();
  for (let at = 0; at < FAILURES_TO_OPEN * 2; at += 1) {
    expect((await breakers.admit('mixed')).allowed).toBe(true);
    await breakers.record('mixed', at % (FAILURES_TO_OPEN - 1) === 0 ? 'answered' : 'failed');
  }
});

test('a head made of an older profile never comes back over a newer one', async () => {
  const world = ground.world();
  const citizens = createCitizens(world, createTables(world));
  const citizen = 'citizen-of-two-writers' as CitizenId;
  await citizens.writeHead(citizen, { p: 2, d: {}, c: '1', nb: 20 });
  await citizens.writeHead(citizen, { p: 1, d: { ref: 'passport|0000|phone' }, c: '1', nb: 10 });
  expect(await citizens.readHead(citizen)).toMatchObject({ p: 2, d: {}, nb: 20 });
  await citizens.writeHead(citizen, { p: 3, d: {}, nb: 30 });
  expect(await citizens.readHead(citizen)).toMatchObject({ p: 3, nb: 30 });
});

test('who was held stays held in an environment that cannot look again', async () => {
  let now = ground.clock.now() as number;
  const item = { pk: 'source#mixed-up', sk: 'control', held: now };
  let send = async (): Promise<object> => ({ Responses: { cache: [item] } });
  const tables = { cache: 'cache', ledger: 'ledger', client: { send: () => send() } } as unknown as Tables;
  const control = createControl({ clock: { now: () => instantOf(now) } }, tables);
  const isHeld = async () => (await control.read(['mixed-up'])).get('mixed-up')!.held !== undefined;
  expect(await isHeld()).toBe(true);
  now += 60_000;
  send = () => Promise.reject(new Error('throttled'));
  expect(await isHeld()).toBe(true);
  await expect(control.read(['mixed-up', 'never-seen'])).rejects.toThrow('throttled');
});

test('a table that takes a call and never answers is given up', async () => {
  const hanging = createServer(() => {});
  await new Promise<void>((done) => hanging.listen(0, '127.0.0.1', done));
  const world = ground.world();
  const endpoint = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
  // The test ground waits longer than a door would.
  const { requestHandler: _, ...dynamodb } = world.clients.dynamodb as Record<string, unknown>;
  const clients = { dynamodb: { ...dynamodb, endpoint, maxAttempts: 1 } };
  const citizens = createCitizens({ ...world, clients }, createTables({ ...world, clients }));
  const startedAt = Date.now();
  await expect(citizens.read('anybody' as CitizenId)).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(Date.now() - startedAt).toBeLessThan(2_500);
  hanging.close();
});

test('a secret that could not be read once is read again, and one without its version is a deployment that is wrong', async () => {
  let reads = 0;
  const world = {
    secret: async () => {
      reads += 1;
      if (reads === 1) throw new Error('throttled');
      return { v1: 'pepper' };
    },
  } as unknown as World;
  const pepper = createPepper(world, 'account-pepper');
  await expect(pepper('a')).rejects.toThrow('throttled');
  const [ab, a_b] = await Promise.all([pepper('ab'), pepper('a', 'b')]);
  expect(ab).not.toBe(a_b);
  expect(await pepper('ab')).toBe(ab);
  expect(reads).toBe(2);
  const empty = createPepper({ secret: async () => ({}) } as unknown as World, 'account-pepper');
  await expect(empty('a')).rejects.toThrow('account-pepper');
});

test('what is sealed opens in another environment, at its own place and nowhere else', async () => {
  const at = { table: 'recognition-ledger', pk: 'citizen#a', sk: 'profile', field: 'sealed' };
  const sealed = await environment().sealing.seal(at, '姓名');
  const { sealing } = environment();
  expect(await sealing.open(at, sealed)).toBe('姓名');
  expect(Buffer.from(sealed).toString('latin1')).not.toContain(Buffer.from('姓名').toString('latin1'));
  for (const other of [{ pk: 'citizen#b' }, { sk: 'claim' }, { field: 'other' }, { table: 'recognition-cache' }]) {
    await expect(sealing.open({ ...at, ...other }, sealed)).rejects.toThrow();
  }
  sealed[35] = sealed[35]! ^ 1;
  await expect(sealing.open(at, sealed)).rejects.toThrow();
});
