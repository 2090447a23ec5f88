import { expect, test } from 'vitest';
import { type Instant, parseInstant, plusHours } from '../../../core/index.ts';
import { resultsBody } from '../server/answers.samples.ts';
import { readResults } from '../server/answers.ts';
import { aged } from './ageing.ts';

const until = parseInstant('2022-08-02T14:05:00+08:00')!;
const results = readResults(resultsBody({ until: '2022-08-02T14:05:00+08:00' }))!;
const kinds = (now: Instant) => {
  const { decision, stricter, results: list } = aged(results, now);
  return [decision.kind, stricter?.decision.kind, list[0]?.decision.kind];
};

test.each([
  ['one second before', -1_000, 'recognised'],
  ['at', 0, 'expired'],
  ['one second after', 1_000, 'expired'],
] as const)('%s its end, what was recognised is %s', (_when, ms, kind) => {
  expect(kinds((until + ms) as Instant)).toEqual([kind, kind, kind]);
});

test('says since when it has expired', () => {
  expect(aged(results, plusHours(until, 9)).decision).toMatchObject({ kind: 'expired', since: until });
});

test('nothing becomes recognised by waiting', () => {
  const undetermined = readResults(resultsBody({ decision: { kind: 'undetermined', reason: 'sources-unanswered' } }))!;
  expect(aged(undetermined, plusHours(until, 100)).decision.kind).toBe('undetermined');
});
