/** Told: what a source has told so far, without the rows some give twice; it stays when a later page or service fails. */
import type { TestResult } from '../core/index.ts';

export interface Told {
  add(result: TestResult): void;
  results(): TestResult[];
}

export function createTold(): Told {
  const told = new Map<string, TestResult>();
  return {
    add: (result) => told.set(contentOf(result), result),
    results: () => [...told.values()],
  };
}

/** The same for results that say the same. Texts come with their lengths, so that no two can run together. */
function contentOf(result: TestResult): string {
  const { sampleCollectedAt, testedAt, reportIssuedAt, outcome, outcomeUnknown, poolSize } = result;
  const { institution, samplingPoint, specimen, reportNumber } = result;
  const lengths = `${institution?.length},${samplingPoint?.length},${specimen?.length},${reportNumber?.length}`;
  const texts = `${institution}${samplingPoint}${specimen}${reportNumber}`;
  return `${sampleCollectedAt},${testedAt},${reportIssuedAt},${outcome},${outcomeUnknown},${poolSize},${lengths},${texts}`;
}
