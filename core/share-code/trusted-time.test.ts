/** Trusted time: what the server signed moves it, a device's clock set back is noticed, and it never goes back. */
import { expect, it } from 'vitest';
import { HOUR_MS, type Instant, instantOf, MINUTE_MS, parseInstant } from '../instant.ts';
import { learnTime, trustedTime } from './trusted-time.ts';

const NOON = parseInstant('2022-08-01T12:00:00+08:00')!;
const after = (ms: number): Instant => instantOf(NOON + ms);

it('is the device’s own until anything is learned', () => {
  expect(trustedTime(undefined, NOON)).toMatchObject({ kind: 'known', now: NOON });
});

it('puts a clock right that is a day off', () => {
  const memory = learnTime(undefined, NOON, after(24 * HOUR_MS));
  expect(trustedTime(memory, after(25 * HOUR_MS))).toMatchObject({ kind: 'known', now: after(HOUR_MS) });
});

it('stands still over a correction, and says of a jump back that it is one', () => {
  const memory = learnTime(undefined, NOON, NOON);
  expect(trustedTime(memory, after(-MINUTE_MS))).toMatchObject({ kind: 'known', now: NOON });
  expect(trustedTime(memory, after(-HOUR_MS)).kind).toBe('backward');
});

it('is known again after a jump back once the server has been heard', () => {
  const memory = learnTime(undefined, NOON, NOON);
  const learned = learnTime(memory, after(MINUTE_MS), after(-HOUR_MS));
  expect(trustedTime(learned, after(-HOUR_MS))).toMatchObject({ kind: 'known', now: after(MINUTE_MS) });
});

it('learns nothing from an older list while its clock runs on', () => {
  const memory = learnTime(undefined, NOON, NOON);
  expect(learnTime(memory, after(-HOUR_MS), after(MINUTE_MS))).toBe(memory);
});
