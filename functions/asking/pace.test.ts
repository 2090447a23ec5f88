/** One slot's calls are never closer than its hold, however its questions are early or late. */
import { expect, test } from 'vitest';
import { type Instant, instantOf } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import { holdPerCallMs, paced } from './pace.ts';

const source = { limits: { requestsPerSecond: 20, concurrency: 20 }, results: [{}] } as unknown as SourceFile;
const HOLD_MS = holdPerCallMs(source);

/** A slot takes one question after the other; returns when each called. */
async function callsOfOneSlot(turns: number[], answerMs: number): Promise<number[]> {
  let now = 0;
  const clock = {
    now: () => instantOf(now),
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const calls: number[] = [];
  for (const turn of turns) {
    const ask = async () => {
      // Looking up the breaker takes its time.
      now += calls.length % 2 ? 0 : 90;
      const calledAt = instantOf(now);
      calls.push(calledAt);
      now += answerMs;
      return { calls: 1, calledAt };
    };
    await paced(source, turn as Instant, clock, ask, async () => {});
  }
  return calls;
}

test.each([
  ['a late question after one that waited for its turn', [1_000, 0, 0], 200],
  ['questions that are all late', [0, 0, 0], 200],
  ['answers slower than the hold', [0, 500, 600], 2_000],
  ['questions in their turn', [0, HOLD_MS, 2 * HOLD_MS], 50],
])('%s', async (_, turns, answerMs) => {
  const calls = await callsOfOneSlot(turns, answerMs);
  const gaps = calls.slice(1).map((at, index) => at - calls[index]!);
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(HOLD_MS - 1e-6);
});

test('a question waits for its turn, but not for one that lies further ahead than it will hold its slot', async () => {
  expect(await callsOfOneSlot([700], 0)).toEqual([790]);
  expect(await callsOfOneSlot([60_000], 0)).toEqual([HOLD_MS + 90]);
});
