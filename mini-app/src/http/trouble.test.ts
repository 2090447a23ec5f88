import { expect, test } from 'vitest';
import { waiting } from '../sentences/times.ts';
import { problemIn } from './trouble.ts';

const answer = (headers: Record<string, string>) => ({
  status: 429,
  headers,
  body: { type: '/problems/too-many-attempts' },
  roundTripMs: 1,
});

test('when to try again is read where the server says it', () => {
  expect(problemIn(answer({ 'retry-after': '86399' }))).toMatchObject({ retryAfterMs: 86_399_000 });
  for (const headers of [{}, { 'retry-after': 'Mon, 01 Aug 2022 00:00:00 GMT' }, { 'retry-after': '0' }])
    expect(problemIn(answer(headers as Record<string, string>))).not.toHaveProperty('retryAfterMs');
});

test('what the gateway turns away before any function gave it a type is a crowd, and nothing else is', () => {
  const told = (status: number, body: unknown) => problemIn({ status, headers: {}, body, roundTripMs: 1 }).problem;
  for (const body of [{ message: 'Too Many Requests' }, '', undefined]) expect(told(429, body)).toBe('busy');
  expect(told(429, { type: '/problems/too-many-attempts' })).toBe('too-many-attempts');
  expect(told(429, { type: '/problems/of-a-newer-server' })).toBeUndefined();
  for (const status of [403, 404, 500, 503]) expect(told(status, { message: 'Forbidden' })).toBeUndefined();
});

test.each([
  [1_000, { unit: 'minutes', count: 1 }],
  [3_541_000, { unit: 'minutes', count: 60 }],
  [86_399_000, { unit: 'hours', count: 24 }],
  [30 * 86_400_000 - 1, { unit: 'days', count: 30 }],
])('a wait of %i ms is never told too short', (ms, told) => expect(waiting(ms)).toEqual(told));
