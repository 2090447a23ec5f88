import { beforeEach, expect, test, vi } from 'vitest';
import { HOUR_MS, type Instant, instantOf } from '../../../core/index.ts';
import { dependentIdOf } from '../entered/draw-dependent-id.ts';
import type { Reply } from '../http/trouble.ts';
import { type Dependent, type Family, readFamily } from '../server/family-server.ts';
import { createFamilyWatch } from './family-watch.ts';

const child = (state: Dependent['state'], id = 'aaaa1111'): Dependent => ({
  id,
  name: '李*',
  document: { type: 'resident-id', last4: '0014' },
  relation: 'child',
  state,
});
const CLAIM = {
  name: '李明',
  document: { type: 'resident-id', number: '110101193003070014' },
  relation: 'child',
  consent: { textVersion: '2022-08-01' },
} as const;

let answers: Reply<Family>[];
const server = {
  family: vi.fn(async () => answers.shift() ?? ({ kind: 'offline' } as const)),
  addDependent: vi.fn(async () => ({ kind: 'ok', value: { pollAfterMs: 1 } }) as Reply<{ pollAfterMs: number | null }>),
  removeDependent: vi.fn(async () => ({ kind: 'ok', value: null }) as Reply<null>),
};
const onConfirmed = vi.fn();
const onGone = vi.fn();
let kept: Map<string, unknown>;
let held: string[];
let now: Instant;
beforeEach(() => {
  vi.clearAllMocks();
  answers = [];
  kept = new Map();
  held = [];
  now = instantOf(0);
});
const phone = {
  recall: (key: string) => kept.get(key),
  remember: (key: string, value: unknown) => Boolean(kept.set(key, JSON.parse(JSON.stringify(value)))),
  forget: (key: string) => void kept.delete(key),
};
/** Each time as after a restart. */
const watch = () =>
  createFamilyWatch({
    server,
    phone,
    now: () => now,
    held: () => held,
    drawId: async () => 'bbbb2222',
    onConfirmed,
    onGone,
  });
const family = (...dependents: Dependent[]): Reply<Family> => ({
  kind: 'ok',
  value: { dependents, pollAfterMs: null },
});

test('tells who there is, and whose code can be fetched', async () => {
  answers = [family(child('confirmed'), child('failed', 'cccc3333'))];
  const watched = watch();
  await watched.askNow();
  expect(watched.get().dependents).toHaveLength(2);
  expect(onConfirmed.mock.calls).toEqual([['aaaa1111']]);
});

test('adds under an id of its own, looks again until the check is over, and tells a refusal until the next try', async () => {
  vi.useFakeTimers();
  const watched = watch();
  watched.show();
  await vi.advanceTimersByTimeAsync(0);
  expect(watched.get().trouble).toEqual({ kind: 'offline' });
  answers = [family(child('checking', 'bbbb2222')), family(child('confirmed', 'bbbb2222'))];
  expect(await watched.add({ ...CLAIM })).toBe(true);
  expect(server.addDependent).toHaveBeenCalledWith('bbbb2222', CLAIM);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(onConfirmed).toHaveBeenCalledWith('bbbb2222');
  const refused: Reply<never> = { kind: 'problem', status: 409, problem: 'too-many-dependents' };
  server.addDependent.mockResolvedValueOnce(refused);
  expect(await watched.add({ ...CLAIM })).toBe(false);
  answers = [family()];
  await vi.advanceTimersByTimeAsync(5_000);
  expect(watched.get().trouble).toEqual(refused);
  watched.hide();
  vi.useRealTimers();
});

test('removes, also whom the server no longer knows; nothing of theirs stays', async () => {
  answers = [family(child('confirmed'), child('confirmed', 'cccc3333'))];
  const watched = watch();
  await watched.askNow();
  await watched.remove('aaaa1111');
  server.removeDependent.mockResolvedValueOnce({ kind: 'problem', status: 404, problem: 'dependent-unknown' });
  await watched.remove('cccc3333');
  expect(watched.get().dependents).toEqual([]);
  expect(onGone.mock.calls).toEqual([['aaaa1111'], ['cccc3333']]);
  server.removeDependent.mockResolvedValueOnce({ kind: 'offline' });
  await watched.remove('dddd4444');
  expect(watched.get().trouble).toEqual({ kind: 'offline' });
});

test('whoever has bound themself is gone from the list, and from this phone', async () => {
  answers = [family(child('confirmed')), family()];
  const watched = watch();
  await watched.askNow();
  await watched.askNow();
  expect(onGone).toHaveBeenCalledWith('aaaa1111');
});

test('whoever was let go of elsewhere, or has bound themself, while the program was closed, is gone from this phone', async () => {
  answers = [family(child('confirmed'), child('confirmed', 'cccc3333'))];
  await watch().askNow();
  held = ['aaaa1111', 'cccc3333', 'dddd4444'];
  answers = [family(child('confirmed', 'cccc3333'))];
  await watch().askNow();
  expect(onGone.mock.calls).toEqual([['aaaa1111'], ['dddd4444']]);
});

test('with no answer nobody is gone', async () => {
  held = ['aaaa1111'];
  await watch().askNow();
  expect(onGone).not.toHaveBeenCalled();
});

test('knows the family again after a restart, also with no network, until somebody else holds the phone', async () => {
  answers = [family(child('confirmed'), child('failed', 'cccc3333'))];
  await watch().askNow();
  expect(watch().get()).toEqual({ sending: false, members: [{ id: 'aaaa1111', name: '李*' }] });
  watch().forget();
  expect(watch().get().members).toEqual([]);
  kept.set('family', { members: [{ id: 1 }, null], saidAt: 'never' });
  expect(watch().get().members).toEqual([]);
});

test('when codes are shown the list is asked for twice a day at most, and nobody without a family asks', async () => {
  await watch().shown(true);
  expect(server.family).not.toHaveBeenCalled();
  held = ['aaaa1111'];
  await watch().shown(false);
  expect(server.family).toHaveBeenCalledTimes(1);
  answers = [family(child('confirmed'))];
  await watch().shown(false);
  expect(server.family).toHaveBeenCalledTimes(2);
  expect(onConfirmed).toHaveBeenCalledTimes(1);
  now = instantOf(11 * HOUR_MS);
  await watch().shown(false);
  expect(onConfirmed).toHaveBeenCalledTimes(1);
  await watch().shown(true);
  expect(onConfirmed).toHaveBeenCalledTimes(2);
  expect(server.family).toHaveBeenCalledTimes(2);
  now = instantOf(12 * HOUR_MS);
  await watch().shown(false);
  expect(server.family).toHaveBeenCalledTimes(3);
});

test.each([new Uint8Array([0, 35, 36, 71, 255, 100, 50, 25]), undefined])('an id of %j is eight letters', (random) => {
  expect(dependentIdOf(random)).toMatch(/^[a-z0-9]{8}$/);
});

test('a family of a newer server is read as far as it makes sense', () => {
  const body = { dependents: [{ ...child('confirmed'), relation: 'cousin' }], pollAfterMs: 600 };
  expect(readFamily(body)?.dependents[0]?.relation).toBe('other');
  expect(readFamily({ dependents: [{ ...child('confirmed'), state: 'elsewhere' }] })).toBeUndefined();
});
