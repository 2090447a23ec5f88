import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPoll } from './poll.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Answers at once with the given rhythm, then with `null`. */
function rhythm(...after: (number | null)[]) {
  return vi.fn(async () => after.shift() ?? null);
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('asks in the rhythm it is given, and stops when there is none', async () => {
  const ask = rhythm(600, 1_000, null);
  createPoll(ask).show();
  await pass(0);
  expect(ask).toHaveBeenCalledTimes(1);
  await pass(599);
  expect(ask).toHaveBeenCalledTimes(1);
  await pass(1);
  expect(ask).toHaveBeenCalledTimes(2);
  await pass(1_000);
  expect(ask).toHaveBeenCalledTimes(3);
  await pass(3_600_000);
  expect(ask).toHaveBeenCalledTimes(3);
});

test('stops when hidden, and asks once when shown again', async () => {
  const ask = rhythm(600, 600, null);
  const poll = createPoll(ask);
  poll.show();
  await pass(0);
  poll.hide();
  await pass(60_000);
  expect(ask).toHaveBeenCalledTimes(1);
  poll.show();
  await pass(0);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('cancels what is under way when hidden, and its late answer starts nothing', async () => {
  let answer: (ms: number) => void = () => {};
  let cancelled = false;
  const ask = vi.fn((cancellation: { onCancel(stop: () => void): void }) => {
    cancellation.onCancel(() => {
      cancelled = true;
    });
    return new Promise<number>((resolve) => {
      answer = resolve;
    });
  });
  const poll = createPoll(ask);
  poll.show();
  poll.hide();
  expect(cancelled).toBe(true);
  answer(600);
  await pass(60_000);
  expect(ask).toHaveBeenCalledTimes(1);
});

test('asking now while an answer is under way does not ask twice', async () => {
  let answer: (ms: null) => void = () => {};
  const ask = vi.fn(
    () =>
      new Promise<null>((resolve) => {
        answer = resolve;
      }),
  );
  const poll = createPoll(ask);
  poll.show();
  const both = Promise.all([poll.askNow(), poll.askNow()]);
  answer(null);
  await both;
  expect(ask).toHaveBeenCalledTimes(1);
});

test('asking now replaces the next turn', async () => {
  const ask = rhythm(8_000, null);
  const poll = createPoll(ask);
  poll.show();
  await pass(1_000);
  await poll.askNow();
  await pass(60_000);
  expect(ask).toHaveBeenCalledTimes(2);
});
