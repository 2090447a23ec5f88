import { expect, test, vi } from 'vitest';
import type { Reply } from '../http/trouble.ts';
import { askOffer, type Looked, type Patience } from './ask-offer.ts';
import type { ShareOffer } from './share-offer.ts';

const reading = (offer: Partial<ShareOffer> | undefined, pollAfterMs: number | null): Reply<Looked> => ({
  kind: 'ok',
  value: {
    results: { pollAfterMs },
    ...(offer && { offer: { facts: null, settled: pollAfterMs === null, ...offer } }),
  },
});
const none = { facts: null, withheld: 'no-negative' } as const;

const asked = (...replies: Reply<Looked>[]) => askedWith('known', ...replies);
function askedWith(patience: Patience, ...replies: Reply<Looked>[]) {
  const wait = vi.fn(async () => undefined);
  const look = vi.fn(async () => replies.shift() ?? reading(none, 600));
  return { look, wait, offer: askOffer(patience, look, wait) };
}

test('a first reading that knows something is enough, whatever is still on its way', async () => {
  const { offer, wait } = asked(reading({ facts: 'f' }, 600));
  expect(await offer).toMatchObject({ kind: 'ok', value: { facts: 'f' } });
  expect(wait).not.toHaveBeenCalled();
});

test('where nothing is known yet it looks again in the server’s rhythm', async () => {
  const { offer, wait, look } = asked(reading(none, 600), reading(none, 1_000), reading({ facts: 'f' }, 2_000));
  expect(await offer).toMatchObject({ value: { facts: 'f' } });
  expect(wait.mock.calls).toEqual([[600], [1_000]]);
  expect(look).toHaveBeenCalledTimes(3);
});

test('with patience it looks until no more answers are on their way', async () => {
  const early = reading({ facts: 'f' }, 600);
  const { offer, wait } = askedWith('settled', reading(none, 600), early, reading({ facts: 'g' }, null));
  expect(await offer).toMatchObject({ kind: 'ok', value: { facts: 'g', settled: true } });
  expect(wait.mock.calls).toEqual([[600], [600]]);
  expect(await askedWith('settled', early, { kind: 'offline' }).offer).toEqual({ kind: 'offline' });
  const against = askedWith('settled', early, reading({ withheld: 'positive' }, 600));
  expect(await against.offer).toMatchObject({ value: { withheld: 'positive' } });
});

test.each([
  ['no more answers are on their way', reading(none, null)],
  ['there is a reason that no answer mends', reading({ withheld: 'positive' }, 600)],
])('it looks once where %s', async (_, first) => {
  const { offer, look } = asked(first);
  expect((await offer).kind).toBe('ok');
  expect(look).toHaveBeenCalledOnce();
});

test('it ends: with a trouble, an answer without a word of codes, and after ten looks', async () => {
  expect(await asked({ kind: 'offline' }).offer).toEqual({ kind: 'offline' });
  expect(await asked(reading(undefined, null)).offer).toEqual({ kind: 'unreadable' });
  const { offer, look } = asked();
  expect((await offer).kind).toBe('ok');
  expect(look).toHaveBeenCalledTimes(10);
});
