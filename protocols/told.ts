/** Told: what a source has told so far, without the rows some give twice; it stays when a later page or service fails. */
import type { TestResult } from '../core/index.ts';

export interface Told {
  add(result: TestResult): void;
  results(): TestResult[];
}

export function createTold(): Told {
  const results: TestResult[] = [];
  return {
    add(result) {
      for (const each of results) if (saysTheSame(each, result)) return;
      results.push(result);
    },
    results: () => results,
  };
}

function saysTheSame(a: TestResult, b: TestResult): boolean {
  return (
    a.sampleCollectedAt === b.sampleCollectedAt &&
    a.testedAt === b.testedAt &&
    a.reportIssuedAt === b.reportIssuedAt &&
    a.outcome === b.outcome &&
    a.outcomeUnknown === b.outcomeUnknown &&
    a.institution === b.institution &&
    a.samplingPoint === b.samplingPoint &&
    a.poolSize === b.poolSize &&
    a.specimen === b.specimen &&
    a.reportNumber === b.reportNumber
  );
}
