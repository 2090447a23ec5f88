/** The word a source writes for an outcome, from its own list; one that no list has where the source is confused. */
import type { Outcome } from '../../../core/index.ts';
import type { HeldTest } from '../holdings.ts';

/** What most write. */
export const WORDS: Record<Outcome, string> = { negative: '阴性', positive: '阳性', inconclusive: '待复核' };

/** `undefined` while nothing is out. */
export function outcomeWord(test: HeldTest, words: Record<Outcome, string>): string | undefined {
  if (test.outcome === undefined) return undefined;
  return test.oddWord ?? words[test.outcome];
}
