/** Told: what a source has told so far, without the rows some give twice; it stays when a later page or service fails. */
import type { TestResult } from '../core/index.ts';
import { AskingFailed } from './protocol.ts';

/** More than anybody can have been tested in the days that are kept: an answer with more is not about one person. */
const MOST_RESULTS = 1_000;

export interface Told {
  /** Throws AskingFailed: `unreadable` for more than so many. */
  add(result: TestResult): void;
  results(): TestResult[];
}

export function createTold(): Told {
  const results: TestResult[] = [];
  return {
    add(result) {
      for (const each of results) if (saysTheSame(each, result)) return;
      if (results.length === MOST_RESULTS) throw new AskingFailed('unreadable');
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
