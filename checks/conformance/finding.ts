/** Finding: one question of a conformance run, what was expected of the source, what it did, and what to change. */

/** Where to look and what to do there. `field` is a JSON pointer into the source's file, or names the secret or the test people. */
export interface Remedy {
  field: string;
  what: string;
}

export interface Finding {
  question: string;
  expected: string;
  actual: string;
  /** `not-shown`: nothing contradicts it, and nothing has shown it; say so, and pass. */
  verdict: 'as-expected' | 'different' | 'not-shown';
  /** Of the source's clock. */
  ms?: number;
  remedies: Remedy[];
}

/** As expected, or different with at least one remedy. */
export function finding(
  question: string,
  expected: string,
  actual: string,
  remedies: Remedy[] = [],
  ms?: number,
): Finding {
  const verdict = remedies.length === 0 ? 'as-expected' : 'different';
  return { question, expected, actual, verdict, remedies, ...(ms === undefined ? {} : { ms }) };
}

export const notShown = (question: string, expected: string, actual: string): Finding => ({
  question,
  expected,
  actual,
  verdict: 'not-shown',
  remedies: [],
});
