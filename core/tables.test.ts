/** Runs every table of cases in Node; bare.test.ts runs the same where a mini-program's runtime ends. */
import { describe, expect, it } from 'vitest';
import { tables } from './tables.ts';

for (const [about, cases] of Object.entries(tables)) {
  describe(about, () => {
    it.each(cases.map((each) => [each.name, each] as const))('%s', (_, { actual, expected }) => {
      expect(actual()).toEqual(expected);
    });
  });
}
