import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HOUR_MS, instantOf, parseInstant } from '../../core/index.ts';
import { createEffects, type Effects } from '../effects/index.ts';
import { startTestGround, type TestGround } from '../testing/ground.ts';
import { holdIfBeyondMeasure, isBeyondMeasure } from './hold.ts';

const now = parseInstant('2022-08-01T07:45:00+08:00')!;
const hour = (ago: number, r: number, p: number) => ({ from: instantOf(now - 45 * 60_000 - ago * HOUR_MS), r, p });
/** A week in which one result of two hundred was positive. */
const usual = Array.from({ length: 7 * 24 }, (_, at) => hour(at + 2, 200, 1));

test.each<[string, ReturnType<typeof hour>[], boolean]>([
  ['nothing counted', [], false],
  ['a usual hour', [...usual, hour(0, 1_000, 5)], false],
  ['a few times the usual', [...usual, hour(0, 1_000, 24)], false],
  ['more than five times the usual', [...usual, hour(0, 1_000, 30)], true],
  ['over the turn of the hour', [...usual, hour(1, 500, 15), hour(0, 500, 15)], true],
  ['two positives at night, all there was', [...usual, hour(0, 2, 2)], false],
  ['nine of nine', [...usual, hour(0, 9, 9)], false],
  ['ten of ten', [...usual, hour(0, 10, 10)], true],
  ['a source never asked before, five in a hundred', [hour(0, 1_000, 50)], true],
  ['a source never asked before, one in three hundred', [hour(0, 3_000, 10)], false],
  [
    'a wave that has lasted a week is the usual',
    [...usual.map(({ from }) => ({ from, r: 200, p: 20 })), hour(0, 1_000, 200)],
    false,
  ],
  ['what was eight days ago is not', [hour(24 * 7 + 2, 9_000, 9_000), hour(0, 1_000, 100)], true],
])('%s', (_, hours, held) => {
  expect(isBeyondMeasure(hours, now)).toBe(held);
});

let ground: TestGround;
let effects: Effects;
beforeAll(async () => {
  ground = await startTestGround();
  effects = await createEffects(ground.world());
});
afterAll(() => ground.stop());

test('holds once, with an alarm, until an operator releases it, and not again for the same hour', async () => {
  const lines = vi.spyOn(console, 'error').mockImplementation(() => {});
  const look = () => holdIfBeyondMeasure(effects, 'delta');
  const held = async () => (await effects.control.readNow('delta')).held;
  await effects.hours.add('delta', { r: 100, p: 9 });
  await look();
  expect(await held()).toBeUndefined();
  await effects.hours.add('delta', { r: 10, p: 5 });
  await Promise.all([look(), look(), look()]);
  expect(await held()).toBeGreaterThan(0);
  expect(lines.mock.calls.map(([line]) => JSON.parse(line).code)).toEqual(['source-held']);

  const released = { expression: 'SET releasedAt = :now REMOVE held', values: { ':now': ground.clock.now() } };
  await effects.control.update('delta', released);
  await look();
  expect(await held()).toBeUndefined();
  ground.clock.advance(HOUR_MS);
  await effects.hours.add('delta', { r: 100, p: 50 });
  await look();
  expect(await held()).toBeGreaterThan(0);
  lines.mockRestore();
});
