import { expect, test } from 'vitest';
import { parseInstant } from '../../core/index.ts';
import { createServerClock } from './server-clock.ts';

const SERVER = parseInstant('2022-08-01T07:45:00+08:00')!;
function phone() {
  const kept = new Map<string, unknown>();
  return {
    recall: (key: string) => kept.get(key),
    remember: (key: string, value: unknown) => Boolean(kept.set(key, value)),
  };
}

test('shows the server’s time on a phone that is years off, half the round trip taken off', () => {
  let device = 1_800_000_000_000;
  const clock = createServerClock(phone(), () => device);
  clock.learn(SERVER, 4_000);
  expect(clock.now()).toBe(SERVER + 2_000);
  device += 60_000;
  expect(clock.now()).toBe(SERVER + 62_000);
});

test('remembers the offset, so that an old answer ages rightly without a network', () => {
  const memory = phone();
  createServerClock(memory, () => 5).learn(SERVER, 0);
  expect(createServerClock(memory, () => 3_600_005).now()).toBe(SERVER + 3_600_000);
});

test('does not tremble with the rounding of whole seconds', () => {
  const clock = createServerClock(phone(), () => SERVER + 10_900);
  clock.learn(SERVER, 0);
  const before = clock.now();
  clock.learn((SERVER + 900) as typeof SERVER, 0);
  expect(clock.now()).toBe(before);
});
