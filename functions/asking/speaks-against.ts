/** Speaks against: whether a result is of a kind that may void the codes its citizen holds already. */
import type { TestResult } from '../../core/index.ts';

/**
 * Not an outcome that nobody can read: no new code is made then, but a source that changes its words would end the codes of
 * everybody whom it is asked about, and paper renews itself for nobody.
 */
export function speaksAgainst({ outcome }: Pick<TestResult, 'outcome'>): boolean {
  return outcome === 'positive' || outcome === 'inconclusive';
}
