/** The harness around every simulator: limits, counts, delays and faults, over real sockets. */
import { afterEach, describe, expect, it } from 'vitest';
import { instantOf, parseInstant } from '../../core/index.ts';
import { people } from '../people/index.ts';
import { CallLog } from './call-log.ts';
import type { Clock } from './clock.ts';
import { drawDelay, seededRandom } from './delay.ts';
import { HandClock } from './hand-clock.ts';
import { holdingsOf } from './holdings.ts';
import { OneSecondLimit } from './one-second-limit.ts';
import { type Served, type ServeOptions, serve } from './serve.ts';
import type { Simulator } from './simulator.ts';

const ECHO: Simulator = {
  id: 'jiangsu',
  host: 'echo.example',
  requestsPerSecond: 20,
  medianMs: 300,
  secret: {},
  speaks: 'json',
  wrong: 'business-error',
  asks: ({ path }) => path !== '/token',
  answer: (call) => ({ status: 200, type: 'text/plain', body: `right ${call.method} ${call.path}` }),
  overQuota: () => ({ status: 429, type: 'text/plain', body: 'too often' }),
  businessError: () => ({ status: 200, type: 'text/plain', body: 'broken behind' }),
};

let served: Served;
let clock: HandClock;
async function start(options: Partial<ServeOptions> = {}, simulator = ECHO) {
  clock = new HandClock();
  served = await serve(() => simulator, holdingsOf(people), { clock, seed: 7, ...options });
}
afterEach(() => served.stop());

const ask = async (signal?: AbortSignal) => (await fetch(`${served.origin}/x`, { signal })).text();

describe('the limit', () => {
  it('answers twenty in one second and refuses the twenty-first, wherever the second begins', async () => {
    await start();
    for (let call = 0; call < 10; call += 1) expect(await ask()).toBe('right GET /x');
    clock.move(999);
    for (let call = 0; call < 10; call += 1) expect(await ask()).toBe('right GET /x');
    expect(await ask()).toBe('too often');
    clock.move(1);
    expect(await ask()).toBe('right GET /x');
  });

  it('holds when all come at once', async () => {
    await start();
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask()));
    expect(answers.filter((answer) => answer === 'too often')).toHaveLength(40);
    expect(served.maxPerSecond()).toBe(60);
  });

  it('counts refused calls for nobody', () => {
    const limit = new OneSecondLimit(1);
    expect([0, 500, 999, 1000].map((at) => limit.admit(instantOf(at)))).toEqual([true, false, false, true]);
  });
});

describe('the log', () => {
  it('tells calls since an instant, and which were refused', async () => {
    await start({}, { ...ECHO, requestsPerSecond: 1 });
    await ask();
    clock.move(400);
    const from = clock.now();
    await ask();
    expect(served.callsSince(from)).toEqual([{ at: from, path: '/x', overQuota: true }]);
    expect(served.callsSince(instantOf(0))).toHaveLength(2);
  });

  it.each([
    [[], 0],
    [[0], 1],
    [[0, 999], 2],
    [[0, 1000], 1],
    [[0, 500, 1000, 1400, 1499, 1500], 4],
  ])('finds the fullest second of %j', (instants, most) => {
    const log = new CallLog();
    for (const at of instants) log.add({ at: instantOf(at), path: '/', overQuota: false });
    expect(log.maxPerSecond()).toBe(most);
  });
});

describe('the delay', () => {
  it('is slept in the clock given, and the same for the same seed', async () => {
    await start();
    await ask();
    await ask();
    const first = [...clock.slept];
    await served.stop();
    await start();
    await ask();
    await ask();
    expect(clock.slept).toEqual(first);
    expect(first[0]).not.toBe(first[1]);
  });

  it('has its median where it should and a tail that ends', () => {
    const random = seededRandom(1, 'anhui');
    const delays = Array.from({ length: 4000 }, () => drawDelay(400, random)).sort((a, b) => a - b);
    expect(delays[2000]).toBeGreaterThan(370);
    expect(delays[2000]).toBeLessThan(430);
    expect(delays[3960]).toBeGreaterThan(1000);
    expect(delays.at(-1)).toBeLessThanOrEqual(3200);
  });

  it('can be made constant, except while slow', async () => {
    await start({ delayMs: 5 });
    await ask();
    served.setFault('slow');
    await ask();
    expect(clock.slept[0]).toBe(5);
    expect(clock.slept[1]).toBeGreaterThan(500);
  });

  it('ends when the caller hangs up', async () => {
    let ended = false;
    const patient: Clock = {
      now: () => instantOf(0),
      sleep: (_ms, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve(endIt()))),
    };
    const endIt = () => {
      ended = true;
    };
    await start({ clock: patient });
    await expect(ask(AbortSignal.timeout(100))).rejects.toThrow();
    await expect.poll(() => ended).toBe(true);
  });
});

describe('faults', () => {
  it('slow: half of the answers take longer than four seconds', async () => {
    await start({}, { ...ECHO, requestsPerSecond: 1000 });
    served.setFault('slow');
    for (let call = 0; call < 200; call += 1) await ask();
    const sorted = [...clock.slept].sort((a, b) => a - b);
    expect(sorted[100]).toBeGreaterThan(3400);
    expect(sorted[100]).toBeLessThan(4700);
  });

  it('down: connections are reset, those kept alive too, and nothing is counted', async () => {
    await start();
    await ask();
    served.setFault('down');
    await expect(ask()).rejects.toThrow();
    await expect(ask()).rejects.toThrow();
    expect(served.callsSince(instantOf(0))).toHaveLength(1);
  });

  it('down cuts off what is under way', async () => {
    const patient: Clock = {
      now: () => instantOf(0),
      sleep: (_ms, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve())),
    };
    await start({ clock: patient });
    const asking = expect(ask()).rejects.toThrow();
    await expect.poll(() => served.callsSince(instantOf(0)).length).toBe(1);
    served.setFault('down');
    await asking;
  });

  it('hanging: the call arrives and no answer comes', async () => {
    await start();
    served.setFault('hanging');
    await expect(ask(AbortSignal.timeout(200))).rejects.toThrow(/abort|timeout/i);
    expect(served.callsSince(instantOf(0))).toHaveLength(1);
  });

  it('wrong and over-quota answer in the source’s own words', async () => {
    await start();
    served.setFault('wrong');
    expect(await ask()).toBe('broken behind');
    served.setFault('over-quota');
    expect(await ask()).toBe('too often');
  });

  it('end when switched off', async () => {
    await start();
    for (const fault of ['down', 'hanging', 'wrong', 'over-quota', 'slow'] as const) {
      served.setFault(fault);
      expect(served.fault()).toBe(fault);
      served.setFault(null);
      expect(await ask()).toBe('right GET /x');
    }
  });
});

describe('quota, turns and closing hours', () => {
  it('answers so many calls in a Beijing day, and again after midnight', async () => {
    await start(
      {},
      { ...ECHO, perDay: 3, overQuota: (_call, span) => ({ status: 429, type: 'text/plain', body: span }) },
    );
    for (let call = 0; call < 3; call += 1) expect(await ask()).toBe('right GET /x');
    clock.move(60_000);
    expect(await ask()).toBe('day');
    clock.move(16 * 3_600_000 + 14 * 60_000 - 1); // 23:59:59.999
    expect(await ask()).toBe('day');
    clock.move(1);
    expect(await ask()).toBe('right GET /x');
  });

  it('serves one at a time where it is said, and tells the second so at once', async () => {
    let letGo = () => {};
    const patient: Clock = {
      now: () => instantOf(0),
      sleep: () => new Promise((resolve) => (letGo = resolve)),
    };
    await start({ clock: patient }, { ...ECHO, oneAtATime: true });
    const first = ask();
    await expect.poll(() => served.callsSince(instantOf(0)).length).toBe(1);
    expect(await ask()).toBe('too often');
    letGo();
    expect(await first).toBe('right GET /x');
  });

  it.each([
    ['23:29:59', 'right GET /x'],
    ['23:30:00', 'closed'],
    ['00:59:59', 'closed'],
    ['01:00:00', 'right GET /x'],
  ])('at %s is %s between 23:30 and 01:00', async (time, expected) => {
    await start({}, { ...ECHO, maintenance: { from: '23:30', to: '01:00' } });
    clock.move(parseInstant(`2022-08-02T${time}+08:00`)! - clock.now());
    expect(await ask()).toMatch(expected === 'closed' ? /系统维护中/ : expected);
  });
});

it('refuses a body over 64 KiB', async () => {
  await start();
  const response = await fetch(served.origin, { method: 'POST', body: 'x'.repeat(64 * 1024 + 1) });
  expect(response.status).toBe(413);
});

it('shows a defect of a simulator as one', async () => {
  await start(
    {},
    {
      ...ECHO,
      answer: () => {
        throw new Error('oops');
      },
    },
  );
  expect((await fetch(served.origin)).status).toBe(599);
});
