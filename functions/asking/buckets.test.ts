import { expect, test } from 'vitest';
import { bucketOf, DURATIONS_MS, LATENESS_HOURS, medianOf } from './buckets.ts';

test.each([
  [0, 'd0'],
  [100, 'd0'],
  [101, 'd1'],
  [6_400, 'd6'],
  [60_000, 'd7'],
])('%i ms are counted in %s', (ms, bucket) => {
  expect(bucketOf('d', DURATIONS_MS, ms)).toBe(bucket);
});

test.each<[string, number[], number | undefined]>([
  ['nothing counted', [], undefined],
  ['all in one bucket: its middle', [0, 0, 8], 300],
  ['between two buckets: where the one ends', [4, 4], 100],
  ['four in five beyond: three eighths of the way', [1, 4], 137.5],
  ['beyond the last bound: that bound', [1, 0, 0, 0, 0, 0, 0, 9], 6_400],
])('the median of %s', (_, counts, median) => {
  expect(medianOf(counts, DURATIONS_MS)).toBe(median);
});

test('too few measure nothing', () => {
  expect(medianOf([0, 0, 19], LATENESS_HOURS, 20)).toBeUndefined();
  expect(medianOf([0, 0, 20], LATENESS_HOURS, 20)).toBe(1.5);
});
