import { expect, test } from 'vitest';
import { swipe, turned } from './turning.ts';

test('turns round and round, and stops turning by itself once somebody does it by hand', () => {
  expect(turned({ at: 0, turns: true }, 1, 3, false)).toEqual({ at: 1, turns: true });
  expect(turned({ at: 2, turns: true }, 1, 3, false)).toEqual({ at: 0, turns: true });
  expect(turned({ at: 0, turns: true }, -1, 3, true)).toEqual({ at: 2, turns: false });
  expect(turned({ at: 0, turns: false }, 1, 0, true)).toEqual({ at: 0, turns: false });
});

test.each([
  [{ x: 200, y: 10 }, { x: 100, y: 20 }, 1],
  [{ x: 100, y: 10 }, { x: 200, y: 20 }, -1],
  [{ x: 100, y: 10 }, { x: 130, y: 10 }, 0],
  [{ x: 100, y: 10 }, { x: 180, y: 200 }, 0],
])('a finger from %j to %j leads %i', (from, to, way) => expect(swipe(from, to)).toBe(way));
