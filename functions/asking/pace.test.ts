/** Pace with a hand clock: however questions come and however long a source takes, it is never asked faster than it allows. */
import { expect, test } from 'vitest';
import type { Instant } from '../../core/index.ts';
import { callIntervalMs } from '../effects/call-interval.ts';
import { turnToCall } from '../effects/turn-to-call.ts';
import { testSource } from '../testing/configuration.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { holdPerCallMs, paced, waitForTurnMs } from './pace.ts';

const source = testSource('paced', '310000', {
  limits: { requestsPerSecond: 20, concurrency: 20, deadlineMs: 5_000, shares: { checks: 0 } },
});

/** Runs questions through as many slots as the source's queue has; returns when each call went out. */
async function callsOf(
  turns: readonly number[],
  latencyMs: (at: number) => number,
  { slots = source.limits.concurrency, calls = 1, lateMs = (_: number): number => 0 } = {},
): Promise<number[]> {
  const clock = new HandClock();
  const startedAt = clock.now();
  let callAt = 0;
  const control = {
    async call(_: string, costMs: number) {
      const at = Math.max(callAt, clock.now());
      callAt = at + costMs;
      return at;
    },
  };
  const waiting = [...turns.entries()];
  const called: number[] = [];
  const slot = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, turn] = next;
      await paced(
        source,
        (startedAt + turn) as Instant,
        clock,
        async () => {
          await turnToCall(source, { control, clock });
          await clock.sleep(lateMs(at));
          const calledAt = clock.now();
          for (let call = 0; call < calls; call += 1) {
            if (call > 0) await turnToCall(source, { control, clock });
            called.push(clock.now() - startedAt);
            await clock.sleep(latencyMs(at));
          }
          return { calls, calledAt };
        },
        async () => {},
      );
    }
  };
  const all = Promise.all(Array.from({ length: slots }, slot));
  await clock.run();
  await all;
  return called.sort((a, b) => a - b);
}

function mostInOneSecond(calls: readonly number[]): number {
  return Math.max(...calls.map((start) => calls.filter((each) => each >= start && each < start + 1_000).length));
}

const interval = callIntervalMs(source);
const booked = Array.from({ length: 200 }, (_, at) => at * interval);

test.each<[string, number[], (at: number) => number]>([
  ['in their turns, a quick source', booked, () => 20],
  ['in their turns, a source now quick, now slow', booked, (at) => (at * 7919) % 2_000],
  ['all too late', booked.map(() => -30_000), () => 20],
  ['all too late, a source now quick, now slow', booked.map(() => -30_000), (at) => (at * 7919) % 2_000],
  ['every other one late', booked.map((turn, at) => (at % 2 ? turn : -1)), (at) => (at * 104_729) % 900],
])('%s: never more than 20 in a second', async (_, turns, latencyMs) => {
  const calls = await callsOf(turns, latencyMs);
  expect(calls).toHaveLength(turns.length);
  expect(mostInOneSecond(calls)).toBeLessThanOrEqual(20);
});

/** For a minute answers take a minute; then all come at once. */
const hung = (at: number) => (at < 60 ? 60_000 : 30);
test('more slots than calls a second, and all of them free at once: never more than 20 in a second', async () => {
  const late = booked.map(() => -30_000);
  const calls = await callsOf(late, hung, { slots: 60 });
  expect(calls).toHaveLength(late.length);
  expect(mostInOneSecond(calls)).toBeLessThanOrEqual(20);
});

test('each call up to a tenth of a second late on its way: never more than 20 in a second', async () => {
  const calls = await callsOf(booked, () => 20, { lateMs: (at) => (at % 40 < 20 ? 100 : 0) });
  expect(mostInOneSecond(calls)).toBeLessThanOrEqual(20);
});

test('who wakes too late takes another place', async () => {
  const clock = new HandClock();
  const places: number[] = [];
  const control = {
    async call(_: string, costMs: number) {
      places.push(costMs);
      // The machine sleeps for a second whenever it has asked for a place, but the last time.
      const at = clock.now();
      if (places.length < 3) await clock.sleep(1_000);
      return at;
    },
  };
  const done = turnToCall(source, { control, clock });
  await clock.run();
  await done;
  expect(places).toEqual([interval, interval, interval]);
});

test('in their turns nobody waits longer than for the turn', async () => {
  const calls = await callsOf(booked.slice(0, 40), () => 20);
  expect(calls.map(Math.round)).toEqual(booked.slice(0, 40).map(Math.round));
});

test('a question of three calls holds its slot for three', async () => {
  const calls = await callsOf([0, 0], () => 10, { slots: 1, calls: 3 });
  expect(calls[3]! - calls[0]!).toBeCloseTo(3 * holdPerCallMs(source));
});

test('a question that made no call holds nothing', async () => {
  const clock = new HandClock();
  const startedAt = clock.now();
  const done = paced(
    source,
    startedAt,
    clock,
    async () => ({ calls: 0 }),
    async () => {},
  );
  await clock.run();
  await done;
  expect(clock.now()).toBe(startedAt);
});

test('a turn far ahead is not waited for longer than the slot is held', () => {
  const at = new HandClock().now();
  expect(waitForTurnMs(source, (at + 500) as Instant, at)).toBe(500);
  expect(waitForTurnMs(source, (at - 500) as Instant, at)).toBe(0);
  expect(waitForTurnMs(source, (at + 60_000) as Instant, at)).toBe(holdPerCallMs(source));
});
