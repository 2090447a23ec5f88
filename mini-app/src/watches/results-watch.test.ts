import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseInstant } from '../../../core/index.ts';
import type { Reply } from '../http/trouble.ts';
import { createLastAnswers } from '../kept/last-answers.ts';
import { resultsBody } from '../server/answers.samples.ts';
import { readResults } from '../server/answers.ts';
import type { Question, Server } from '../server/server.ts';
import { createResultsWatch } from './results-watch.ts';

type Answer = Awaited<ReturnType<Server['results']>>;
const NOW = parseInstant('2022-08-01T07:45:00+08:00')!;

function memory() {
  const kept = new Map<string, unknown>();
  return {
    kept,
    remember: (key: string, value: unknown) => Boolean(kept.set(key, value)),
    recall: (key: string) => kept.get(key),
    forget: (key: string) => void kept.delete(key),
  };
}
function ok(body: ReturnType<typeof resultsBody>): Answer {
  return { kind: 'ok', value: { results: readResults(body)!, body } };
}
function setUp(answers: Answer[], mayKeep = true) {
  const phone = memory();
  const results = vi.fn(async (): Promise<Answer> => answers.shift() ?? ({ kind: 'offline' } satisfies Reply<never>));
  const lastAnswers = createLastAnswers(phone);
  const make = () => createResultsWatch({ server: { results }, lastAnswers, mayKeep: () => mayKeep, now: () => NOW });
  return { phone, results, make };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('shows the answer kept on the phone when there is no network, and says that it is old', async () => {
  const { make } = setUp([ok(resultsBody())]);
  const first = make();
  first.choose('310000', 'public-places');
  first.show();
  await pass(0);
  expect(first.get()).toMatchObject({ fresh: true, trouble: undefined });
  const next = make();
  next.choose('310000', 'public-places');
  next.show();
  await pass(0);
  expect(next.get()).toMatchObject({ fresh: false, trouble: { kind: 'offline' }, results: { asOf: NOW } });
});

test('keeps nothing without consent to it', async () => {
  const { make, phone } = setUp([ok(resultsBody())], false);
  const watch = make();
  watch.choose('310000', 'public-places');
  watch.show();
  await pass(0);
  expect(watch.get().fresh).toBe(true);
  expect(phone.kept.size).toBe(0);
});

test('never shows the answer for one place at another', async () => {
  const { make } = setUp([ok(resultsBody())]);
  const watch = make();
  watch.choose('310000', 'public-places');
  watch.show();
  await pass(0);
  watch.choose('330100', 'public-places');
  expect(watch.get().results).toBeUndefined();
  await pass(0);
  expect(watch.get()).toMatchObject({ results: undefined, trouble: { kind: 'offline' } });
});

test('a late answer for the place before is not shown', async () => {
  const { make, results } = setUp([]);
  let late: (answer: Answer) => void = () => {};
  results.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
  const watch = make();
  watch.choose('310000', 'public-places');
  watch.show();
  watch.choose('330100', 'public-places');
  late(ok(resultsBody()));
  await pass(0);
  expect(watch.get().results).toBeUndefined();
});

test('after the last poll it asks when the server said it would, if the page is still seen', async () => {
  const { make, results } = setUp([
    ok(resultsBody({ pollAfterMs: 600 })),
    ok(resultsBody({ askAgainAt: '2022-08-01T07:46:00+08:00' })),
    ok(resultsBody()),
  ]);
  const watch = make();
  watch.choose('310000', 'public-places');
  watch.show();
  await pass(600);
  expect(results).toHaveBeenCalledTimes(2);
  await pass(59_999);
  expect(results).toHaveBeenCalledTimes(2);
  await pass(1);
  expect(results).toHaveBeenCalledTimes(3);
  await pass(600_000);
  expect(results).toHaveBeenCalledTimes(3);
});

test('a promised moment that has passed does not make it ask without pause', async () => {
  const past = () => ok(resultsBody({ askAgainAt: '2022-08-01T07:00:00+08:00' }));
  const { make, results } = setUp([past(), past(), past()]);
  const watch = make();
  watch.choose('310000', 'public-places');
  watch.show();
  await pass(4_999);
  expect(results).toHaveBeenCalledTimes(1);
  await pass(1);
  expect(results).toHaveBeenCalledTimes(2);
});

test('waits in a crowd’s queue by itself, spread out and while somebody looks, until it is answered', async () => {
  const busy = { kind: 'problem', status: 429, problem: 'busy' } as const;
  const { make, results } = setUp([busy, { ...busy, retryAfterMs: 30_000 }, ok(resultsBody()), busy]);
  const random = vi.spyOn(Math, 'random').mockReturnValue(0.2);
  const watch = make();
  watch.choose('310000', 'public-places');
  watch.show();
  await pass(0);
  expect(watch.get()).toMatchObject({ trouble: busy, asking: false });
  await pass(9_999);
  expect(results).toHaveBeenCalledTimes(1);
  random.mockReturnValue(0.8);
  await pass(1);
  expect(results).toHaveBeenCalledTimes(2);
  await pass(49_999);
  expect(results).toHaveBeenCalledTimes(2);
  await pass(1);
  expect(watch.get()).toMatchObject({ fresh: true, trouble: undefined });
  await watch.askNow();
  watch.hide();
  await pass(600_000);
  expect(results).toHaveBeenCalledTimes(4);
  random.mockRestore();
});

test('no other trouble is asked again by itself', async () => {
  const { make, results } = setUp([
    { kind: 'problem', status: 503, problem: 'super-app-silent', retryAfterMs: 60_000 },
  ]);
  const watch = make();
  watch.choose('310000', 'public-places');
  watch.show();
  await pass(600_000);
  expect(results).toHaveBeenCalledTimes(1);
});

test('remembers six questions, the newest', async () => {
  const places = ['110000', '120000', '130000', '140000', '150000', '210000', '220000'];
  const { make, phone } = setUp(places.map(() => ok(resultsBody())));
  const watch = make();
  watch.show();
  for (const place of places) {
    watch.choose(place, 'arrival');
    await pass(0);
  }
  expect(phone.kept.get('last-answers')).toHaveLength(6);
  expect(createLastAnswers(phone).recall('110000', 'arrival')).toBeUndefined();
  expect(createLastAnswers(phone).recall('220000', 'arrival')).toBeDefined();
});

test('when the network is back it asks what went unanswered, once, and only a page that is seen', async () => {
  const { make, results } = setUp([{ kind: 'offline' }, ok(resultsBody()), ok(resultsBody())]);
  const watch = make();
  watch.choose('310000', 'public-places');
  watch.show();
  await pass(0);
  watch.networkBack();
  await pass(0);
  expect(watch.get()).toMatchObject({ fresh: true, trouble: undefined });
  watch.networkBack();
  watch.hide();
  watch.networkBack();
  await pass(0);
  expect(results).toHaveBeenCalledTimes(2);
});

test('tells the server when a person asks, and not when the rhythm or the network does', async () => {
  const { make, results } = setUp([ok(resultsBody({ pollAfterMs: 600 })), { kind: 'offline' }, ok(resultsBody())]);
  const watch = make();
  watch.choose('310000', 'public-places');
  watch.show();
  await pass(700);
  watch.networkBack();
  await pass(0);
  await watch.askNow();
  expect(results.mock.calls.map((call) => (call as unknown[])[2])).toEqual([false, false, false, true]);
});

test('asks the channels that were chosen, also at the next place, and the usual ones when opened again', async () => {
  const { make, results } = setUp([ok(resultsBody()), ok(resultsBody()), ok(resultsBody()), ok(resultsBody())]);
  const watch = make();
  watch.choose('310000', 'public-places');
  watch.show();
  await pass(0);
  watch.ask('everywhere');
  await pass(0);
  watch.choose('330100', 'public-places');
  await pass(0);
  expect(watch.get().scope).toBe('everywhere');
  watch.ask('everywhere');
  await pass(0);
  const next = make();
  next.choose('330100', 'public-places');
  next.show();
  await pass(0);
  const scopes = results.mock.calls.map((call) => (call as unknown as [Question])[0].scope);
  expect(scopes).toEqual(['auto', 'everywhere', 'everywhere', 'auto']);
});

test('fills the page as the channels answer', async () => {
  const found = { id: 'a', channel: 'health-code', state: 'found' };
  const asking = { id: 'b', channel: 'health-code', state: 'asking' };
  const { make } = setUp([
    ok(resultsBody({ sources: [asking, { ...asking, id: 'a' }], pollAfterMs: 600 })),
    ok(resultsBody({ sources: [asking, found], pollAfterMs: 1_000 })),
    ok(resultsBody({ sources: [{ ...found, id: 'b' }, found] })),
  ]);
  const watch = make();
  watch.choose('310000', 'public-places');
  watch.show();
  const answered = () => watch.get().results?.sources.filter(({ state }) => state === 'found').length;
  await pass(0);
  expect(answered()).toBe(0);
  await pass(600);
  expect(answered()).toBe(1);
  await pass(1_000);
  expect(answered()).toBe(2);
});

test('keeps nothing of a person when somebody else holds the phone', async () => {
  const { make } = setUp([ok(resultsBody()), { kind: 'offline' }], false);
  const watch = make();
  watch.choose('310000', 'public-places');
  watch.show();
  await pass(0);
  watch.ask('everywhere');
  watch.forget();
  expect(watch.get()).toEqual({ results: undefined, trouble: undefined, fresh: false, asking: false, scope: 'auto' });
  watch.choose('310000', 'public-places');
  await pass(0);
  expect(watch.get().results).toBeUndefined();
});
