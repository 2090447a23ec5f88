/** Deadline, repeat and breaker on a clock moved by hand. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { AskingFailed, type Connection, type Protocol } from './protocol.ts';
import { breakerWord, failureOf, guard, withDeadline, withOneRepeat } from './resilience.ts';
import { createHandClock } from './testing/hand-clock.ts';
import { startLoopbackSource } from './testing/loopback-source.ts';
import { MORNING, meansAt, sourceFile, ZHANG_SAN } from './testing/means.ts';
import { createMemoryBreaker } from './testing/memory-breaker.ts';

const lost = () => new AskingFailed('unreachable', undefined, true);
const called = (call: Protocol['call']): Protocol => ({ name: 'soap', call });
const nothing = [{} as Connection, sourceFile('jiangsu').results[0]!, ZHANG_SAN] as const;

test('the deadline is the last word, one moment after and not one before', async () => {
  const clock = createHandClock(MORNING);
  let aborted = false;
  const work = withDeadline(clock, 5000, (signal) => {
    signal.addEventListener('abort', () => (aborted = true));
    return new Promise(() => {}); // heeds nothing
  });
  const outcome = work.then(String, (error) => error.reason);
  await clock.pass(4999);
  expect(aborted).toBe(false);
  await clock.pass(1);
  expect(await outcome).toBe('timeout');
  expect(aborted).toBe(true);
});

test('work that ends in time leaves no timer behind', async () => {
  const clock = createHandClock(MORNING);
  expect(await withDeadline(clock, 5000, async () => 'done')).toBe('done');
  expect(clock.sleeping()).toBe(0);
});

test('one lost connection is repeated after a pause of 50 to 250 ms; a second is not', async () => {
  const clock = createHandClock(MORNING);
  const call = vi.fn().mockRejectedValueOnce(lost()).mockResolvedValueOnce('answer').mockRejectedValue(lost());
  const protocol = withOneRepeat(called(call), { clock, random: () => 0.5 });
  const first = protocol.call(...nothing);
  await clock.pass(0);
  await clock.pass(149);
  expect(call).toHaveBeenCalledTimes(1);
  await clock.pass(1);
  expect(await first).toBe('answer');
  await expect(protocol.call(...nothing)).rejects.toThrow('unreachable');
  expect(call).toHaveBeenCalledTimes(3);
});

test.each(['timeout', 'refused', 'over-quota', 'source-error', 'unreadable', 'wrong-person'] as const)(
  '%s is never repeated',
  async (reason) => {
    const call = vi.fn().mockRejectedValue(new AskingFailed(reason));
    const protocol = withOneRepeat(called(call), { clock: createHandClock(MORNING), random: Math.random });
    await expect(protocol.call(...nothing)).rejects.toThrow(reason);
    expect(call).toHaveBeenCalledTimes(1);
  },
);

test('a repeat stays inside the one deadline', async () => {
  const clock = createHandClock(MORNING);
  const protocol = withOneRepeat(
    called(
      vi
        .fn()
        .mockRejectedValueOnce(lost())
        .mockReturnValue(new Promise(() => {})),
    ),
    {
      clock,
      random: () => 0,
    },
  );
  const outcome = withDeadline(clock, 1000, () => protocol.call(...nothing)).catch((error) => error.reason);
  await clock.pass(0);
  await clock.pass(50);
  await clock.pass(949);
  expect(clock.sleeping()).toBe(1);
  await clock.pass(1);
  expect(await outcome).toBe('timeout');
});

test('a stranger among exceptions is our blame, and says nothing of what it held', () => {
  expect(failureOf(new TypeError('110101199003071233'))).toEqual({ reason: 'unreadable' });
});

test.each([
  ['timeout', 'failed'],
  ['unreachable', 'failed'],
  ['source-error', 'failed'],
  ['unreadable', 'failed'],
  ['refused', 'answered'],
  ['over-quota', 'answered'],
  ['wrong-person', 'answered'],
] as const)('to the breaker, %s is %s', (reason, word) => expect(breakerWord(reason)).toBe(word));

test('an open breaker lets nothing out; a probe that fails keeps it open', async () => {
  const clock = createHandClock(MORNING);
  const breaker = createMemoryBreaker(clock, 2, 10_000);
  const means = meansAt('http://127.0.0.1:1', {}, { clock, breaker });
  const work = vi.fn().mockRejectedValue(new AskingFailed('source-error'));
  const ask = () => guard(sourceFile('jiangsu'), means, work);
  await ask();
  await ask();
  expect(await ask()).toEqual({ failure: { reason: 'breaker-open', retryAt: MORNING + 10_000 }, calls: 0 });
  await clock.pass(9_999);
  expect(await ask()).toHaveProperty('failure.reason', 'breaker-open');
  await clock.pass(1);
  expect(await ask()).toHaveProperty('failure.reason', 'source-error');
  expect(await ask()).toHaveProperty('failure.reason', 'breaker-open');
  expect(work).toHaveBeenCalledTimes(3);
});

test('calls of one question keep their distance, and waiting for it is not held against the source', async () => {
  const arrivals: number[] = [];
  const server = await startLoopbackSource(() => {
    arrivals.push(Date.now());
    return { body: {} };
  });
  const source = sourceFile('jiangsu');
  const quick = { ...source, limits: { ...source.limits, deadlineMs: 350 } };
  const means = meansAt(server.origin, {}, { nextTurn: () => sleep(200) });
  try {
    const outcome = await guard(quick, means, async ({ send }) => {
      for (let call = 0; call < 3; call += 1) await send({ method: 'GET', path: '/', headers: {} });
      return 'done';
    });
    expect(outcome).toMatchObject({ answer: 'done', calls: 3 });
    // Two calls may travel some milliseconds unevenly.
    expect(arrivals[1]! - arrivals[0]!).toBeGreaterThan(180);
    expect(arrivals[2]! - arrivals[1]!).toBeGreaterThan(180);
    const hung = await guard(quick, means, async ({ send }) => {
      await send({ method: 'GET', path: '/', headers: {} });
      await send({ method: 'GET', path: '/', headers: {} });
      return new Promise(() => {});
    });
    expect(hung).toMatchObject({ failure: { reason: 'timeout' }, calls: 2 });
  } finally {
    await server.stop();
  }
});
