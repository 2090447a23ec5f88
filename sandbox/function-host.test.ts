/** FunctionHost runs a function as Lambda does: one event at a time, nothing shared, ended in time. */
import { describe, expect, it } from 'vitest';
import { instantOf } from '../core/index.ts';
import { SandboxClock } from './clock.ts';
import { FunctionHost, type StartEnvironment, TimedOut } from './function-host.ts';
import { seededRandom } from './sources/delay.ts';

const host = (start: StartEnvironment, seed = 1, timeoutSeconds = 5) =>
  new FunctionHost({
    name: 'ask-soap',
    timeoutSeconds,
    start,
    clock: new SandboxClock(instantOf(0)),
    random: seededRandom(seed, 'test'),
  });

/** Numbers its environments, and answers with the number. */
function numbered() {
  let environments = 0;
  const start: StartEnvironment = () => {
    const me = environments++;
    return async () => me;
  };
  return start;
}

async function sequence(seed: number, length: number): Promise<unknown[]> {
  const one = host(numbered(), seed);
  await Promise.all(Array.from({ length: 5 }, () => one.invoke({})));
  const seen: unknown[] = [];
  for (let i = 0; i < length; i += 1) seen.push(await one.invoke({}));
  return seen;
}

describe('environments', () => {
  it('take one event at a time', async () => {
    let busy = 0;
    const one = host(() => {
      let mine = 0;
      return async () => {
        mine += 1;
        busy += 1;
        expect(mine).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        mine -= 1;
        return busy--;
      };
    });
    const counts = await Promise.all(Array.from({ length: 8 }, () => one.invoke({})));
    expect(Math.max(...(counts as number[]))).toBeGreaterThan(1);
    expect(one.started).toBe(8);
  });

  it('are shuffled, the same way from the same seed', async () => {
    const seen = await sequence(7, 40);
    expect(new Set(seen).size).toBeGreaterThanOrEqual(5);
    expect(await sequence(7, 40)).toEqual(seen);
    expect(await sequence(8, 40)).not.toEqual(seen);
  });

  it('are thrown away now and then, and told so', async () => {
    const ended: number[] = [];
    let environments = 0;
    const one = host((end) => {
      const me = environments++;
      end.addEventListener('abort', () => ended.push(me));
      return async () => me;
    });
    for (let i = 0; i < 1_000; i += 1) await one.invoke({});
    expect(ended.length).toBeGreaterThan(3);
    one.stop();
    expect(ended.length).toBe(one.started);
  });

  it('survive what their function throws', async () => {
    const one = host(() => async () => {
      throw new Error('defect');
    });
    await expect(one.invoke({})).rejects.toThrow('defect');
  });
});

it('ends those at work too when it is stopped', async () => {
  let ended = false;
  const one = host((end) => {
    end.addEventListener('abort', () => (ended = true));
    return () => new Promise((resolve) => setTimeout(resolve, 30));
  });
  const underWay = one.invoke({});
  one.stop();
  expect(ended).toBe(true);
  await underWay;
});

describe('the timeout', () => {
  it('ends the environment and names the function', async () => {
    let ended = false;
    const one = host(
      (end) => {
        end.addEventListener('abort', () => (ended = true));
        return () => new Promise(() => {});
      },
      1,
      0.02,
    );
    await expect(one.invoke({})).rejects.toThrow(new TimedOut('ask-soap', 0.02).message);
    expect(ended).toBe(true);
  });

  it('never gives an ended environment another event', async () => {
    const start = numbered();
    let first = true;
    const one = host(
      (end) => {
        const next = start(end);
        if (!first) return next;
        first = false;
        return () => new Promise(() => {});
      },
      1,
      0.02,
    );
    await expect(one.invoke({})).rejects.toThrow(TimedOut);
    for (let i = 0; i < 20; i += 1) expect(await one.invoke({})).toBeGreaterThan(0);
  });
});
