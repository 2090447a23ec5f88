/** Told: what a source has told so far, without the rows some give twice; it stays when a later page or service fails. */
import type { TestResult } from '../core/index.ts';

export interface Told {
  add(result: TestResult): void;
  results(): TestResult[];
}

export function createTold(): Told {
  const results: TestResult[] = [];
  const byTime = new Map<number, TestResult[]>();
  return {
    add(result) {
      const time = result.sampleCollectedAt ?? result.testedAt ?? result.reportIssuedAt ?? 0;
      const alike = byTime.get(time);
      if (alike?.some((each) => saysTheSame(each, result))) return;
      if (alike) alike.push(result);
      else byTime.set(time, [result]);
      results.push(result);
    },
    results: () => results,
  };
}

function saysTheSame(a: TestResult, b: TestResult): boolean {
  return (
    a.outcome === b.outcome &&
    a.outcomeUnknown === b.outcomeUnknown &&
    a.sampleCollectedAt === b.sampleCollectedAt &&
    a.testedAt === b.testedAt &&
    a.reportIssuedAt === b.reportIssuedAt &&
    a.institution === b.institution &&
    a.samplingPoint === b.samplingPoint &&
    a.poolSize === b.poolSize &&
    a.specimen === b.specimen &&
    a.reportNumber === b.reportNumber
  );
}
