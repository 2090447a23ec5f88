import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Instant, instantOf, parseInstant } from '../../core/index.ts';
import { callIntervalMs } from '../effects/call-interval.ts';
import type { Control } from '../effects/control.ts';
import { createEffects, type Effects } from '../effects/index.ts';
import type { ControlItem } from '../effects/items.ts';
import { createQuotas } from '../effects/quotas.ts';
import { createTables } from '../effects/tables.ts';
import { Turns } from '../effects/turns.ts';
import { MORNING } from '../testing/clock.ts';
import { testConfiguration, testSource } from '../testing/configuration.ts';
import { startTestGround, type TestGround } from '../testing/ground.ts';
import { admit } from './admission.ts';
import { PATIENCE_MS } from './patience.ts';
import { pollAtTurnMs } from './rhythm.ts';

const limits = { requestsPerSecond: 20, concurrency: 20, deadlineMs: 5_000, shares: { checks: 0 } };
const source = testSource('rush', '310000', { limits });

/** The control item in memory, with the conditions that control.ts writes, on a clock that a test moves. */
function simulated() {
  let now = MORNING as number;
  const item: ControlItem = {};
  const clock = { now: () => instantOf(now), sleep: async () => {} };
  const control: Control = {
    read: async () => new Map([[source.id, item]]),
    readNow: async () => item,
    async book(_, costMs, roomMs) {
      const booked = Math.max(item.booked ?? 0, now);
      if (booked - now + costMs > roomMs) return undefined;
      item.booked = booked + costMs;
      return booked;
    },
    async promise(_, costMs, count) {
      const turn = Math.max(item.turn ?? 0, now);
      item.turn = turn + costMs * count;
      return turn;
    },
    call: async () => now,
    update: async () => item,
  };
  const quotas = { book: async () => true, add: async () => {}, isKnownUsedUp: () => false };
  const means = { control, quotas, world: { clock, random: Math.random }, turns: new Turns() };
  return { means, moveTo: (at: number) => (now = at) };
}

interface Arrival {
  at: number;
  comesBack: boolean;
  waited: boolean;
}

/** Lets everybody arrive and, where they do, come back when told; returns when whose calls are booked. */
async function run(arrivals: Arrival[], until = Number.POSITIVE_INFINITY) {
  const { means, moveTo } = simulated();
  const waiting = [...arrivals].sort((a, b) => a.at - b.at);
  const turns: number[] = [];
  const delays: number[] = [];
  let told = 0;
  while (waiting.length) {
    const next = waiting.shift()!;
    if (next.at > until) break;
    moveTo(next.at);
    const admission = await admit(source, next.waited ? 'promised-results' : 'results', means);
    if (admission.admitted) {
      turns.push(admission.turnAt);
      delays.push(admission.turnAt - next.at);
      continue;
    }
    told += 1;
    expect(admission.reason).toBe('busy');
    expect(admission.retryAt).toBeGreaterThanOrEqual(next.at);
    if (!next.comesBack) continue;
    const back = { ...next, waited: true, at: next.at + pollAtTurnMs(admission.retryAt - next.at, Math.random()) };
    waiting.splice(positionOf(waiting, back.at), 0, back);
  }
  return { turns: turns.sort((a, b) => a - b), delays, told };
}

function positionOf(sorted: Arrival[], at: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.at > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

const mostInOneSecond = (turns: number[]) =>
  Math.max(...turns.map((turn, at) => turns.slice(at, at + 40).filter((other) => other - turn < 1_000).length));

test('2 000 citizens at once are all asked about within 1.25 × 2 000 ÷ 20 seconds', async () => {
  const arrivals = Array.from({ length: 2_000 }, (_, at) => ({ at: MORNING + at / 2, comesBack: true, waited: false }));
  const { turns, delays } = await run(arrivals);
  expect(turns).toHaveLength(2_000);
  const latencyMs = 2_000;
  expect(turns.at(-1)! + latencyMs - MORNING).toBeLessThan((1.25 * 2_000 * 1_000) / 20);
  expect(Math.max(...delays)).toBeLessThanOrEqual(PATIENCE_MS / 2);
  expect(mostInOneSecond(turns)).toBeLessThanOrEqual(20);
});

test.each([
  [30, 0],
  [200, 0],
  [1_000, 0],
  [1_000, 0.5],
  [200, 1],
])('%i new citizens a second, of whom a part of %f comes back, leave no call unused', async (perSecond, back) => {
  const seconds = 60;
  const arrivals = Array.from({ length: perSecond * seconds }, (_, at) => ({
    at: MORNING + (at * 1_000) / perSecond,
    comesBack: Math.random() < back,
    waited: false,
  }));
  const { turns, delays } = await run(arrivals, MORNING + seconds * 1_000);
  const during = turns.filter((turn) => turn < MORNING + seconds * 1_000);
  expect(during.length / seconds).toBeGreaterThanOrEqual(0.8 * 20);
  expect(Math.max(...delays)).toBeLessThanOrEqual(PATIENCE_MS / 2);
  expect(mostInOneSecond(turns)).toBeLessThanOrEqual(20);
});

test('an environment in a rush takes turns by the block, and hands each out once', async () => {
  const { means } = simulated();
  let writes = 0;
  const promise = means.control.promise;
  means.control.promise = (...promised) => {
    writes += 1;
    return promise(...promised);
  };
  const turns = await Promise.all(Array.from({ length: 1 }, () => means.turns.next(source.id, 50, means)));
  for (let at = 0; at < 200; at += 1) turns.push(await means.turns.next(source.id, 50, means));
  expect(new Set(turns).size).toBe(turns.length);
  expect(writes).toBeLessThan(20);
});

let ground: TestGround;
const MORE = { p90Seconds: 1, dailyQuota: 10 };
beforeAll(async () => {
  const slow = testSource('slow', '310000', { limits: { ...limits, requestsPerSecond: 1, shares: { checks: 0.2 } } });
  const scarce = testSource('scarce', '310000', { limits: { ...limits, ...MORE, shares: { checks: 0.2 } } });
  const resting = testSource('resting', '310000', {
    limits: { ...limits, maintenance: [{ from: '23:00', to: '08:00' }] },
  });
  ground = await startTestGround({ ...testConfiguration(), sources: [slow, scarce, resting] });
});
afterAll(() => ground.stop());

test('200 at once in two environments are never admitted beyond the room', async () => {
  const environments: Effects[] = [await createEffects(ground.world()), await createEffects(ground.world())];
  const slow = environments[0]!.directory.sources.get('slow')!;
  const startedAt = ground.clock.now();
  const admissions = await Promise.all(
    Array.from({ length: 200 }, (_, at) => admit(slow, 'results', environments[at % 2]!)),
  );
  const admitted = admissions.flatMap((each) => (each.admitted ? [each.turnAt] : []));
  // The queue drains while the two hundred arrive.
  const roomMs = (PATIENCE_MS / 2) * 0.8 + ground.clock.now() - startedAt;
  const room = Math.floor(roomMs / callIntervalMs(slow));
  expect(admitted.length).toBeGreaterThan(room * 0.5);
  expect(admitted.length).toBeLessThanOrEqual(room);
  expect(new Set(admitted).size).toBe(admitted.length);
  const turns = admissions.flatMap((each) => (each.admitted ? [] : [each.retryAt])) as Instant[];
  expect(turns).toHaveLength(200 - admitted.length);
  // What is kept for checks is still there.
  expect((await admit(slow, 'check', environments[0]!)).admitted).toBe(true);
});

test('a day has so many calls, of which a share is kept for checks, and the next day begins anew', async () => {
  const environments: Effects[] = [await createEffects(ground.world()), await createEffects(ground.world())];
  const scarce = environments[0]!.directory.sources.get('scarce')!;
  const admit12 = (errand: 'results' | 'check') =>
    Promise.all(Array.from({ length: 12 }, (_, at) => admit(scarce, errand, environments[at % 2]!)));
  const results = await admit12('results');
  expect(results.filter(({ admitted }) => admitted)).toHaveLength(8);
  for (const refused of results.filter(({ admitted }) => !admitted))
    expect(refused).toEqual({
      admitted: false,
      reason: 'over-quota',
      retryAt: parseInstant('2022-08-02T00:00:00+08:00'),
    });
  expect((await admit12('check')).filter(({ admitted }) => admitted)).toHaveLength(2);

  // What is known to be used up costs nothing more, and books no time.
  const { booked } = await environments[0]!.control.readNow('scarce');
  await admit12('results');
  expect((await environments[0]!.control.readNow('scarce')).booked).toBe(booked);
  ground.clock.advance(17 * 3_600_000);
  expect((await admit(scarce, 'results', environments[1]!)).admitted).toBe(true);
  ground.clock.advance(-17 * 3_600_000);
});

test('a quota found used up as the day ends is not taken for that of the next', async () => {
  const world = ground.world();
  const evening = parseInstant('2022-08-03T23:59:59.900+08:00')!;
  // Each look at the clock is 200 ms later: the table's answer comes after midnight.
  let looks = 0;
  const clock = { ...world.clock, now: () => instantOf(evening + 200 * looks++) };
  const quotas = createQuotas({ ...world, clock }, createTables(world));
  expect(await quotas.book('late', 8, 8)).toBe(true);
  looks = 0;
  expect(await quotas.book('late', 1, 8)).toBe(false);
  looks = 10;
  expect(quotas.isKnownUsedUp('late', 8)).toBe(false);
  expect(await quotas.book('late', 1, 8)).toBe(true);
});

test('in a maintenance window nobody is admitted, until it ends', async () => {
  const environment = await createEffects(ground.world());
  const resting = environment.directory.sources.get('resting')!;
  expect(await admit(resting, 'results', environment)).toEqual({
    admitted: false,
    reason: 'closed',
    retryAt: parseInstant('2022-08-01T08:00:00+08:00'),
  });
  expect((await environment.control.readNow('resting')).booked).toBeUndefined();
  ground.clock.advance(15 * 60_000);
  expect((await admit(resting, 'results', environment)).admitted).toBe(true);
  ground.clock.advance(-15 * 60_000);
});
