/** When a phone looks again: the steps, the spread, and the end. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextPollMs, pollAtTurnMs } from './rhythm.ts';

/** A phone that comes back exactly when it is told to: the times of its polls after the question. */
function pollsOf(random: () => number, lateMs = 0): number[] {
  const polls: number[] = [];
  let now = 0;
  for (let next = nextPollMs(now, random()); next !== null; next = nextPollMs(now, random())) {
    now += next + lateMs;
    polls.push(now);
  }
  return polls;
}

test('eight polls: after 0.6 s, then 1, 2, 4 and 8 s further on', () => {
  expect(pollsOf(() => 0.5)).toEqual([600, 1_600, 3_600, 7_600, 15_600, 23_600, 31_600, 39_600]);
});

test.each([
  [0, 480],
  [0.5, 600],
  [1, 720],
])('chance %f makes the first poll %i', (random, expected) => {
  expect(nextPollMs(0, random)).toBe(expected);
});

test('whatever chance and the network do, nobody polls more than eight times, or sooner than 0.3 s', () => {
  const chance = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(chance, fc.integer({ min: 0, max: 3_000 }), (chances, lateMs) => {
      let at = 0;
      const polls = pollsOf(() => chances[at++ % chances.length]!, lateMs);
      expect(polls.length).toBeLessThanOrEqual(8);
      for (const [place, poll] of polls.entries()) expect(poll - (polls[place - 1] ?? 0)).toBeGreaterThan(300);
    }),
  );
});

test('who comes long after the last poll is not sent back', () => {
  expect(nextPollMs(60_000, 0.5)).toBeNull();
});

test('a promised turn is never looked for before it is due', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -5_000, max: 300_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (until, random) => {
        expect(pollAtTurnMs(until, random)).toBeGreaterThanOrEqual(Math.max(until, 600));
        expect(pollAtTurnMs(until, random)).toBeLessThanOrEqual(Math.max(until, 600) + 400);
      },
    ),
  );
});
