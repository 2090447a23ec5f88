/** Codes, statuses and conditions of success, in the order in which they count. */
import { expect, test } from 'vitest';
import { type AskingFailed, StaleToken } from '../protocol.ts';
import { MORNING } from '../testing/means.ts';
import { judge } from './judge.ts';

const SERVICE: Parameters<typeof judge>[2] = {
  success: [{ path: 'code', values: ['0', '00'] }],
  codes: [
    {
      path: 'code',
      values: { '404': 'none', '429': 'over-quota', '14': 'stale-token', '9': 'refused', '5': 'source-error' },
    },
    { path: 'data.errCode', values: { '*': 'source-error' } },
  ],
};
const reasonOf = (status: number, document: unknown, headers = {}) => {
  try {
    return judge({ status, headers }, document, SERVICE, MORNING) === undefined ? 'none' : 'success';
  } catch (error) {
    if (error instanceof StaleToken) return 'stale-token';
    return (error as AskingFailed).reason;
  }
};

test.each([
  [200, { code: '0' }, 'success'],
  [200, { code: 0 }, 'success'],
  [200, { code: '404' }, 'none'],
  [200, { code: '429' }, 'over-quota'],
  [200, { code: '14' }, 'stale-token'],
  [200, { code: '9' }, 'refused'],
  [200, { code: '5' }, 'source-error'],
  [200, { code: '77' }, 'source-error'],
  [200, { code: '0', data: { errCode: 'anything' } }, 'source-error'],
  [200, { message: 'ok' }, 'unreadable'],
  [200, null, 'unreadable'],
  [200, [], 'unreadable'],
  [401, undefined, 'stale-token'],
  [401, { code: '9' }, 'refused'],
  [403, undefined, 'refused'],
  [404, undefined, 'unreadable'],
  [429, undefined, 'over-quota'],
  [503, undefined, 'source-error'],
  [500, { code: '429' }, 'over-quota'],
  [500, { code: '0' }, 'source-error'],
])('HTTP %s with %j is %s', (status, document, reason) => expect(reasonOf(status, document)).toBe(reason));

test('a source that says when to come again is believed', () => {
  const ask = (value: string) => judge({ status: 429, headers: { 'retry-after': value } }, undefined, SERVICE, MORNING);
  expect(() => ask('30')).toThrow(expect.objectContaining({ reason: 'over-quota', retryAt: MORNING + 30_000 }));
  expect(() => ask('soon')).toThrow(expect.objectContaining({ reason: 'over-quota', retryAt: undefined }));
});
