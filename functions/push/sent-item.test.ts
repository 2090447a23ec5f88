/** Whatever a source sends, and in whatever order: only the specimens it names change, and the last report stands. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR_MS, instantOf, OUTCOMES, type TestResult } from '../../core/index.ts';
import { resultsIn, wordItem } from '../asking/reply-item.ts';
import { MORNING } from '../testing/clock.ts';
import { type Sent, sentItem } from './sent-item.ts';

const SPECIMENS = ['aaaa', 'bbbb', 'cccc', 'dddd'];
const result = fc
  .record({
    specimen: fc.constantFrom(...SPECIMENS),
    outcome: fc.constantFrom(...OUTCOMES),
    hours: fc.integer({ min: 10, max: 100 }),
    report: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ specimen, outcome, hours, report }): TestResult => {
    const sampleCollectedAt = instantOf(MORNING - hours * HOUR_MS);
    return { specimen, outcome, sampleCollectedAt, reportIssuedAt: instantOf(sampleCollectedAt + report * HOUR_MS) };
  });
const sent: fc.Arbitrary<Sent> = fc
  .tuple(result, fc.boolean(), fc.boolean())
  .map(([each, one, two]) => (one && two ? { specimen: each.specimen! } : { specimen: each.specimen!, result: each }));
const before = fc.uniqueArray(result, { selector: ({ specimen }) => specimen });
const batch = fc.array(sent, { maxLength: 6 });
const of = (results: TestResult[], specimen: string) => results.filter((each) => each.specimen === specimen);

test('other specimens, and results without one, stay as they are', () => {
  fc.assert(
    fc.property(before, batch, (results, rows) => {
      const unnamed: TestResult = { outcome: 'negative', sampleCollectedAt: instantOf(MORNING - 9 * HOUR_MS) };
      const earlier = wordItem([...results, unnamed], MORNING);
      const after = resultsIn(sentItem(earlier, rows, MORNING));
      for (const specimen of SPECIMENS.filter((each) => !rows.some((row) => row.specimen === each)))
        expect(of(after, specimen)).toEqual(of(resultsIn(earlier), specimen));
      expect(after).toContainEqual(unnamed);
      for (const specimen of SPECIMENS) expect(of(after, specimen).length).toBeLessThanOrEqual(1);
    }),
  );
});

test('the same batch again changes nothing', () => {
  fc.assert(
    fc.property(before, batch, (results, rows) => {
      // What is sent before it is taken back within a batch would be sent anew.
      const each = [...new Map(rows.map((row) => [row.specimen, row])).values()];
      const once = sentItem(wordItem(results, MORNING), each, MORNING);
      expect(sentItem(once, each, MORNING)).toEqual(once);
    }),
  );
});

test('reports of one specimen may come in any order: the last issued stands', () => {
  const reports = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(reports, fc.constantFrom(...OUTCOMES), (hours, outcome) => {
      const sampleCollectedAt = instantOf(MORNING - 20 * HOUR_MS);
      const rows = hours.map((hour): Sent => {
        const reportIssuedAt = instantOf(sampleCollectedAt + hour * HOUR_MS);
        return { specimen: 'aaaa', result: { specimen: 'aaaa', outcome, sampleCollectedAt, reportIssuedAt } };
      });
      const after = resultsIn(sentItem(undefined, rows, MORNING));
      expect(after.map(({ reportIssuedAt }) => reportIssuedAt)).toEqual([
        sampleCollectedAt + Math.max(...hours) * HOUR_MS,
      ]);
    }),
  );
});
