import { describe, expect, test, vi } from 'vitest';
import { DAY_MS, HOUR_MS, type Instant, instantOf, MINUTE_MS, parseInstant } from '../../../core/index.ts';
import { toldTime } from '../http/told-time.ts';
import { createTrustedClock, type TrustedClockSettings } from './trusted-clock.ts';

const SERVER = parseInstant('2022-08-01T07:45:00+08:00')!;
const after = (ms: number): Instant => instantOf(SERVER + ms);
const live = (ms = 0) => ({ at: after(ms), live: true });

/** A phone whose clock runs `off` ahead of the server's; `run` lets time pass, `set` turns its clock. */
function phone(off: number, changes: Partial<TrustedClockSettings> = {}) {
  const kept = new Map<string, unknown>();
  let device = SERVER + off;
  const open = () =>
    createTrustedClock({
      phone: { recall: (key) => kept.get(key), remember: (key, value) => Boolean(kept.set(key, value)) },
      deviceNow: () => device,
      ...changes,
    });
  return { open, kept, clock: open(), run: (ms: number) => (device += ms), set: (to: number) => (device = to) };
}

describe('the phone’s clock', () => {
  test('is put right when it is years off, half the round trip taken off', () => {
    const { clock, run } = phone(900 * DAY_MS);
    expect(clock.phoneClock()).toBe('unknown');
    clock.learn(live(), 4_000);
    expect(clock.now()).toBe(after(2_000));
    run(MINUTE_MS);
    expect(clock.now()).toBe(after(MINUTE_MS + 2_000));
    expect(clock.phoneClock()).toBe('off');
  });

  test('is right within the corrections of networks', () => {
    const { clock } = phone(90_000);
    clock.learn(live(), 0);
    expect(clock.phoneClock()).toBe('right');
  });

  test('in a sandbox, whose time is invented, is off by a day but not by years', () => {
    const [day, years] = [DAY_MS, 1500 * DAY_MS].map((off) => phone(off, { onDayAgain: () => undefined }).clock);
    for (const clock of [day!, years!]) clock.learn(live(), 0);
    expect([day!.phoneClock(), years!.phoneClock()]).toEqual(['off', 'right']);
  });

  test('stays right over an opening without a network', () => {
    const { clock, open, run } = phone(-DAY_MS);
    clock.learn(live(), 0);
    run(HOUR_MS);
    expect(open().now()).toBe(after(HOUR_MS));
  });

  test('does not tremble with the rounding of whole seconds', () => {
    const { clock } = phone(0);
    clock.learn(live(), 0);
    clock.learn(live(900), 0);
    expect(clock.now()).toBe(SERVER);
  });
});

describe('a clock that is set back', () => {
  test('is said to be so, even after closing, until the server is heard', () => {
    const { clock, open, run, set } = phone(0);
    clock.learn(live(), 0);
    run(2 * HOUR_MS);
    expect(clock.now()).toBe(after(2 * HOUR_MS));
    set(SERVER - DAY_MS);
    expect(open().time().kind).toBe('backward');
    expect(open().phoneClock()).toBe('back');
    expect(open().now()).toBe(after(2 * HOUR_MS));
    const again = open();
    again.learn(live(2 * HOUR_MS + 5_000), 0);
    expect(again.time()).toMatchObject({ kind: 'known', now: after(2 * HOUR_MS + 5_000) });
  });

  test('was ahead for a while: what it said then does not outlive the next word of the server', () => {
    const { clock, run, set } = phone(0);
    clock.learn(live(), 0);
    set(SERVER + DAY_MS);
    expect(clock.now()).toBe(after(DAY_MS));
    set(SERVER + MINUTE_MS);
    expect(clock.time().kind).toBe('backward');
    clock.learn(live(MINUTE_MS), 0);
    expect(clock.time()).toMatchObject({ kind: 'known', now: after(MINUTE_MS) });
    run(MINUTE_MS);
    expect(clock.now()).toBe(after(2 * MINUTE_MS));
  });

  test('was ahead before anything was learned: nothing of that is kept', () => {
    const { clock, kept } = phone(DAY_MS);
    clock.now();
    expect(kept.size).toBe(0);
    clock.learn(live(), 0);
    expect(clock.now()).toBe(SERVER);
  });
});

describe('what is told', () => {
  test('late, out of a cache, teaches nothing', () => {
    const { clock } = phone(0);
    clock.learn(live(), 0);
    clock.learn({ at: after(-5 * MINUTE_MS), live: false }, 0);
    expect(clock.now()).toBe(SERVER);
  });

  test('from a browser’s cache, in which another page has renewed it, never sets the clock back', () => {
    const { clock, run } = phone(0);
    clock.learn(live(), 0);
    run(10 * HOUR_MS);
    clock.learn({ at: after(MINUTE_MS), live: false }, 0);
    expect(clock.time()).toMatchObject({ kind: 'known', now: after(10 * HOUR_MS) });
    expect(clock.phoneClock()).toBe('right');
  });

  test('a trust list cannot have been signed in the future', () => {
    const { clock } = phone(-DAY_MS);
    clock.learnSigned(SERVER);
    expect(clock.now()).toBe(SERVER);
  });

  test('a list of an hour ago says nothing against a clock that is right', () => {
    const { clock } = phone(0);
    clock.learnSigned(after(-50 * MINUTE_MS));
    expect(clock.now()).toBe(SERVER);
    expect(clock.phoneClock()).toBe('unknown');
    clock.learn(live(), 0);
    clock.learnSigned(after(-50 * MINUTE_MS));
    expect(clock.now()).toBe(SERVER);
  });

  test('a list that a thief has dated ahead is outweighed by the next edition alone, and by what is told after it', () => {
    const { clock, kept, run } = phone(0);
    clock.learn(live(), 0);
    clock.learnSigned(after(90 * DAY_MS));
    clock.learn(live(MINUTE_MS), 0);
    clock.learnSigned(after(-50 * MINUTE_MS));
    expect(clock.now()).toBe(after(90 * DAY_MS));
    clock.learnSigned(after(-50 * MINUTE_MS), 'next');
    expect(clock.now()).toBe(after(-50 * MINUTE_MS));
    run(MINUTE_MS);
    clock.learn(live(MINUTE_MS), 0);
    expect(clock.now()).toBe(after(MINUTE_MS));
    expect(clock.phoneClock()).toBe('right');
    expect(kept.get('trusted-time')).toMatchObject({ newest: after(MINUTE_MS) });
  });

  test('the next edition turns no clock back that is right, be its list an hour old', () => {
    const { clock } = phone(0);
    clock.learn(live(), 0);
    clock.learnSigned(after(-50 * MINUTE_MS), 'next');
    expect(clock.now()).toBe(SERVER);
  });

  test('an earlier day is taken from a sandbox alone, which begins its day again', () => {
    const onDayAgain = vi.fn();
    const sandbox = phone(0, { onDayAgain });
    sandbox.clock.learn(live(3 * HOUR_MS), 0);
    sandbox.clock.learn(live(), 0);
    expect(sandbox.clock.now()).toBe(SERVER);
    expect(onDayAgain).toHaveBeenCalledOnce();
    const real = phone(0);
    real.clock.learn(live(3 * HOUR_MS), 0);
    real.clock.learn(live(), 0);
    expect(real.clock.now()).toBe(after(3 * HOUR_MS));
  });

  test.each([
    [{ 'x-now': String(SERVER) }, live()],
    [
      { date: 'Sun, 31 Jul 2022 23:44:00 GMT', age: '60' },
      { at: SERVER, live: false },
    ],
    [{ date: 'Sun, 31 Jul 2022 23:45:00 GMT' }, { at: SERVER, live: false }],
    [{ 'x-now': String(SERVER), date: 'Sun, 31 Jul 2022 20:00:00 GMT' }, live()],
    [{}, undefined],
    [{ 'x-now': 'soon', date: 'tomorrow' }, undefined],
  ])('headers %j say %j', (headers, told) => expect(toldTime(headers as Record<string, string>)).toEqual(told));
});

test('what is kept and makes no sense is not taken', () => {
  const { kept, open } = phone(0);
  for (const value of [null, 7, {}, { offsetMs: 1, newest: 'x', heard: 2 }, { offsetMs: Number.NaN }]) {
    kept.set('trusted-time', value);
    expect(open().phoneClock()).toBe('unknown');
  }
});
