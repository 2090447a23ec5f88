/** What the nation says of a document, by its own gateway or through Shanghai's: one latest result, as integrators saw it. */
import { spacedTime } from '../beijing-time.ts';
import type { HeldTest } from '../holdings.ts';
import { outcomeWord } from './outcome-word.ts';

const RESULT_WORDS = { negative: '阴性', positive: '阳性', inconclusive: '待复核' } as const;

/** The national query gives only the latest, and of it neither sampling nor report time nor pool (facts §2.2). */
export function latest(tests: HeldTest[]): Record<string, string | null> | undefined {
  const out = tests.filter((test) => test.outcome !== undefined);
  const newest = out.sort((a, b) => (b.testedAt ?? 0) - (a.testedAt ?? 0))[0];
  if (!newest) return undefined;
  return {
    xm: newest.name,
    zjhm: newest.number,
    hsjcjg: outcomeWord(newest, RESULT_WORDS)!,
    hsjcsj: spacedTime(newest.testedAt),
    hsjcjgmc: newest.institution,
  };
}
