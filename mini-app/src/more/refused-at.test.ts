import { expect, test } from 'vitest';
import { formatInstant, parseInstant } from '../../../core/index.ts';
import { lastDays, refusedAt, timeOf } from './refused-at.ts';

const NOW = parseInstant('2022-08-01T07:45:30+08:00')!;

test('days are those of Beijing, today first', () => {
  expect(lastDays(NOW)).toHaveLength(7);
  // Still July in UTC.
  expect(lastDays(NOW)[0]).toBe('2022-08-01');
  expect(lastDays(NOW)[6]).toBe('2022-07-26');
  expect(timeOf(NOW)).toBe('07:45');
});

test.each([
  ['2022-08-01', '07:45', '2022-08-01T07:45:00+08:00'],
  ['2022-08-01', ' 7：05 ', '2022-08-01T07:05:00+08:00'],
  ['2022-07-31', '23:59', '2022-07-31T23:59:00+08:00'],
  ['2022-08-01', '07:46', undefined],
  ['2022-08-01', '24:00', undefined],
  ['2022-08-01', '7:5', undefined],
  ['2022-08-01', '', undefined],
  ['2022-08-01', '早上', undefined],
])('%s %s is %s', (day, time, expected) => {
  const at = refusedAt(day, time, NOW);
  expect(at && formatInstant(at)).toBe(expected);
});
