import { expect, test } from 'vitest';
import { formatInstant, parseInstant } from '../../core/index.ts';
import { testSource } from '../testing/configuration.ts';
import { maintenanceEnd } from './maintenance.ts';

const limits = { requestsPerSecond: 1, concurrency: 1, deadlineMs: 1_000, shares: { checks: 0 } };

test.each<[string, [string, string][], string, string | undefined]>([
  ['before it', [['02:00', '04:30']], '2022-08-01T01:59:59+08:00', undefined],
  ['as it begins', [['02:00', '04:30']], '2022-08-01T02:00:00+08:00', '2022-08-01T04:30:00+08:00'],
  ['just before its end', [['02:00', '04:30']], '2022-08-01T04:29:59+08:00', '2022-08-01T04:30:00+08:00'],
  ['at its end', [['02:00', '04:30']], '2022-08-01T04:30:00+08:00', undefined],
  ['over midnight, in the evening', [['23:30', '00:30']], '2022-08-31T23:45:00+08:00', '2022-09-01T00:30:00+08:00'],
  ['over midnight, in the morning', [['23:30', '00:30']], '2022-09-01T00:15:00+08:00', '2022-09-01T00:30:00+08:00'],
  ['over midnight, at noon', [['23:30', '00:30']], '2022-09-01T12:00:00+08:00', undefined],
  [
    'one after the other',
    [
      ['01:00', '02:00'],
      ['23:00', '01:00'],
    ],
    '2022-08-01T23:10:00+08:00',
    '2022-08-02T02:00:00+08:00',
  ],
  ['none', [], '2022-08-01T02:00:00+08:00', undefined],
])('%s', (_, windows, now, end) => {
  const maintenance = windows.map(([from, to]) => ({ from, to }));
  const source = testSource('source', '310000', { limits: { ...limits, maintenance } });
  const ends = maintenanceEnd(source, parseInstant(now)!);
  expect(ends && formatInstant(ends)).toBe(end);
});
