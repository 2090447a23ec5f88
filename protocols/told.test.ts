/** What is told once, and what twice. */
import { expect, test } from 'vitest';
import { instantOf, type TestResult } from '../core/index.ts';
import { AskingFailed } from './protocol.ts';
import { MORNING } from './testing/means.ts';
import { createTold } from './told.ts';

const RESULT: Required<Omit<TestResult, 'outcomeUnknown'>> = {
  outcome: 'negative',
  sampleCollectedAt: MORNING,
  testedAt: MORNING,
  reportIssuedAt: MORNING,
  institution: '某检测所',
  samplingPoint: '某采样点',
  poolSize: 10,
  specimen: 'T1',
  reportNumber: 'R1',
};

test('the same row twice is one result, and results stay in their order', () => {
  const told = createTold();
  const other: TestResult = { ...RESULT, sampleCollectedAt: (MORNING + 1) as never };
  for (const result of [RESULT, other, { ...RESULT }, { ...other }]) told.add(result);
  expect(told.results()).toEqual([RESULT, other]);
});

test.each(Object.keys(RESULT) as (keyof typeof RESULT)[])('results that differ in %s are two', (field) => {
  const { [field]: _left, ...without } = RESULT;
  const told = createTold();
  for (const result of [RESULT, without, { ...without, outcomeUnknown: true as const }]) told.add(result);
  expect(told.results()).toHaveLength(3);
});

test('more than anybody can hold is no answer about one person, and is not looked through for long', () => {
  const told = createTold();
  const result = (at: number): TestResult => ({ ...RESULT, sampleCollectedAt: instantOf(MORNING + at) });
  for (let at = 0; at < 1_000; at += 1) told.add(result(at));
  told.add(result(7));
  expect(() => told.add(result(1_000))).toThrow(AskingFailed);
  expect(told.results()).toHaveLength(1_000);
});
