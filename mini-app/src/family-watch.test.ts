import { beforeEach, expect, test, vi } from 'vitest';
import { dependentIdOf } from './draw-dependent-id.ts';
import { type Dependent, type Family, readFamily } from './family-server.ts';
import { createFamilyWatch } from './family-watch.ts';
import type { Reply } from './trouble.ts';

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
beforeEach(() => {
  vi.clearAllMocks();
  answers = [];
});
const watch = () => createFamilyWatch({ server, drawId: async () => 'bbbb2222', onConfirmed, onGone });
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

test.each([new Uint8Array([0, 35, 36, 71, 255, 100, 50, 25]), undefined])('an id of %j is eight letters', (random) => {
  expect(dependentIdOf(random)).toMatch(/^[a-z0-9]{8}$/);
});

test('a family of a newer server is read as far as it makes sense', () => {
  const body = { dependents: [{ ...child('confirmed'), relation: 'cousin' }], pollAfterMs: 600 };
  expect(readFamily(body)?.dependents[0]?.relation).toBe('other');
  expect(readFamily({ dependents: [{ ...child('confirmed'), state: 'elsewhere' }] })).toBeUndefined();
});
