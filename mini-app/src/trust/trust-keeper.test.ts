import { beforeEach, describe, expect, test, vi } from 'vitest';
import { HOUR_MS, type Instant, instantOf, MINUTE_MS, parseInstant } from '../../../core/index.ts';
import type { Reply } from '../http/trouble.ts';
import { trustMeans } from '../signatures/trust-means.ts';
import { signedList, signer } from './signed-lists.samples.ts';
import { createTrustKeeper, type FetchedList } from './trust-keeper.ts';

const NOW = parseInstant('2022-08-01T07:45:00+08:00')!;
const root = signer('root');
const listKey = signer('list');
const stranger = signer('root');
const list = (seq: number, by = root) => signedList({ root: by, listKey, seq, signedAt: instantOf(NOW - 60_000) });
const { keysAndPolicies: otherKeys } = signedList({
  root,
  listKey,
  keys: [signer('share')],
  seq: 9,
  signedAt: NOW,
});
const changed = (published: unknown, etag = '"e"'): Reply<FetchedList> => ({
  kind: 'ok',
  value: { kind: 'changed', published, etag },
});

let kept: Map<string, unknown>;
let now: Instant;
let answer: Reply<FetchedList>;
const fetchList = vi.fn(async (_etag: string | undefined) => answer);
const learnSigned = vi.fn();
beforeEach(() => {
  kept = new Map();
  now = NOW;
  answer = changed(list(7));
  fetchList.mockClear();
  learnSigned.mockClear();
});
const open = () =>
  createTrustKeeper({
    phone: {
      recall: (key) => kept.get(key),
      remember: (key, value) => Boolean(kept.set(key, JSON.parse(JSON.stringify(value)))),
      forget: (key) => void kept.delete(key),
    },
    fetchList,
    roots: [root],
    clock: { now: () => now, learnSigned },
    means: trustMeans,
  });

describe('a list that holds', () => {
  test('is fetched, verified, and there with no network the next time', async () => {
    expect((await open().refresh()).list?.seq).toBe(7);
    expect(learnSigned).toHaveBeenCalledWith(NOW - 60_000, undefined);
    answer = { kind: 'offline' };
    const again = open();
    expect((await again.open()).list?.seq).toBe(7);
    expect(fetchList).toHaveBeenCalledOnce();
    expect(again.get().means).toBeDefined();
  });

  test('is asked for once an hour, with the ETag of the one we have', async () => {
    await open().refresh();
    now = instantOf(NOW + 59 * MINUTE_MS);
    await open().refresh();
    expect(fetchList).toHaveBeenCalledTimes(1);
    now = instantOf(NOW + HOUR_MS);
    answer = { kind: 'ok', value: { kind: 'unchanged' } };
    expect((await open().refresh()).list?.seq).toBe(7);
    expect(fetchList.mock.calls.map(([etag]) => etag)).toEqual([undefined, '"e"']);
    await open().refresh();
    expect(fetchList).toHaveBeenCalledTimes(2);
  });

  test('is asked for at once by whoever asks, by several in one request, and after the clock went back', async () => {
    const keeper = open();
    await Promise.all([keeper.refresh(), keeper.refresh('now'), keeper.refresh('now')]);
    expect(fetchList).toHaveBeenCalledTimes(1);
    await keeper.refresh('now');
    now = instantOf(NOW - HOUR_MS);
    await keeper.refresh();
    expect(fetchList).toHaveBeenCalledTimes(3);
  });

  test('is asked for again at the next opening when nothing was answered', async () => {
    answer = { kind: 'offline' };
    expect(await open().refresh()).toMatchObject({ trouble: { kind: 'offline' }, asking: false });
    answer = changed(list(7));
    expect((await open().refresh()).list?.seq).toBe(7);
  });
});

describe('a list that does not hold', () => {
  test.each([
    ['rolled-back', () => list(6)],
    ['forged', () => list(9, stranger)],
    ['unreadable', () => ({ keysAndPolicies: 'x', list: 'y' })],
    ['unreadable', () => 'nothing'],
    ['other-keys', () => ({ ...list(9), keysAndPolicies: otherKeys })],
  ])('is refused as %s, and the former stays', async (reason, published) => {
    await open().refresh();
    now = instantOf(NOW + HOUR_MS);
    answer = changed(published());
    const keeper = open();
    const trust = await keeper.refresh();
    expect(trust.list?.seq).toBe(7);
    expect(trust.trouble).toEqual({ kind: 'refused', reason });
    expect((await open().open()).list?.seq).toBe(7);
  });

  test('changed in the phone’s store, it is not believed and fetched anew', async () => {
    await open().refresh();
    kept.set('trust-list', { ...(kept.get('trust-list') as object), published: list(99, stranger) });
    expect((await open().open()).list).toBeUndefined();
    expect((await open().refresh()).list?.seq).toBe(7);
    expect(fetchList).toHaveBeenLastCalledWith(undefined);
  });
});

test('a phone without room keeps it as long as the program runs', async () => {
  const keeper = open();
  await keeper.refresh();
  kept.clear();
  answer = { kind: 'offline' };
  now = instantOf(NOW + HOUR_MS);
  expect((await keeper.refresh()).list?.seq).toBe(7);
});

test('with keys and policies that a root has replaced is refused, whatever its number', async () => {
  const edition = (seq: number, edition: number) => changed(signedList({ root, listKey, seq, edition, signedAt: NOW }));
  answer = edition(7, 3);
  const keeper = open();
  await keeper.refresh();
  answer = edition(8, 2);
  expect((await keeper.refresh('now')).trouble).toEqual({ kind: 'refused', reason: 'rolled-back' });
  expect(keeper.get().list?.edition).toBe(3);
});

test('that takes a revoked key back is refused, also by a phone that was closed meanwhile; the next edition is not', async () => {
  const share = signer('share');
  const said = (seq: number, edition: number, revokedKeys?: string[]) =>
    changed(signedList({ root, listKey, keys: [share], seq, edition, revokedKeys, signedAt: NOW }));
  answer = said(7, 3, [share.kid]);
  await open().refresh();
  answer = said(Number.MAX_SAFE_INTEGER, 3);
  const keeper = open();
  expect((await keeper.refresh('now')).trouble).toEqual({ kind: 'refused', reason: 'rolled-back' });
  expect((await open().open()).list?.keys.find(({ kid }) => kid === share.kid)?.revoked).toBe(true);
  learnSigned.mockClear();
  answer = said(5, 4);
  expect((await keeper.refresh('now')).list).toMatchObject({ seq: 5, edition: 4 });
  expect(learnSigned).toHaveBeenCalledExactlyOnceWith(NOW, 'next');
});

test('forgotten, it is gone, and an earlier one is taken', async () => {
  const keeper = open();
  await keeper.refresh();
  keeper.forget();
  expect(keeper.get().list).toBeUndefined();
  expect(kept.size).toBe(0);
  answer = changed(list(1));
  expect((await keeper.refresh()).list?.seq).toBe(1);
});
