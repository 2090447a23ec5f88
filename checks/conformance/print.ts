/** Writes findings as a table for a person: expected beside actual, and under each difference what to change. */
import type { Finding } from './finding.ts';
import type { Target } from './target.ts';

const MARKS = { 'as-expected': '✓', different: '✗', 'not-shown': '–' } as const;

export function written({ source, place }: Pick<Target, 'source' | 'place'>, findings: Finding[], all = true): string {
  const shown = all ? findings : findings.filter(({ verdict }) => verdict === 'different');
  const wide = Math.max(0, ...shown.map(({ question }) => width(question)));
  const expectedWide = Math.min(60, Math.max(0, ...shown.map(({ expected }) => width(expected))));
  const lines = shown.flatMap(({ verdict, question, expected, actual, ms, remedies }) => [
    `  ${MARKS[verdict]} ${padded(question, wide)}  ${padded(expected, expectedWide)}  ${actual}${ms === undefined ? '' : `  ${(ms / 1000).toFixed(2)} s`}`,
    ...remedies.map(
      ({ field, what }) =>
        `      ${field.startsWith('/') ? `config/sources/${source.id}.json ${field}` : field}: ${what}`,
    ),
  ]);
  const count = (verdict: Finding['verdict']) => findings.filter((each) => each.verdict === verdict).length;
  const sum = `${count('as-expected')} as expected, ${count('different')} different, ${count('not-shown')} not shown`;
  return [`${source.id} · ${source.names.zh} · ${place}: ${sum}`, ...lines].join('\n');
}

/** Chinese characters take two columns. */
const width = (text: string) =>
  [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
const padded = (text: string, columns: number) => text + ' '.repeat(Math.max(0, columns - width(text)));
