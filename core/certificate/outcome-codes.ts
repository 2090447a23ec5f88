/** Outcomes as certificates code them: SNOMED CT, in the value sets of EU DCC and of SMART's laboratory profile. */
import type { Outcome, TestResult } from '../test-result.ts';

const OUTCOMES: Record<string, Outcome> = {
  '260415000': 'negative', // not detected
  '260385009': 'negative',
  '260373001': 'positive', // detected
  '10828004': 'positive',
  '419984006': 'inconclusive',
  '415684004': 'inconclusive', // suspected: 待复核
};

/** A code that is not listed is `outcomeUnknown`, never guessed. */
export function outcomeOfCode(codes: readonly string[]): Pick<TestResult, 'outcome' | 'outcomeUnknown'> {
  const known = codes.map((code) => (Object.keys(OUTCOMES).indexOf(code) >= 0 ? OUTCOMES[code] : undefined));
  const [outcome] = known.filter((each) => each !== undefined);
  return outcome === undefined || known.some((each) => each !== undefined && each !== outcome)
    ? { outcomeUnknown: true }
    : { outcome };
}
