/** Questions about the checks a source offers: each must say yes to the right person and no to another. */
import { CHECKS, type Check } from '../../../protocols/source-file.ts';
import type { Asking } from '../asking.ts';
import { type Finding, finding, type Remedy } from '../finding.ts';
import { remediesOfFailure } from '../remedies.ts';
import { called, type TestPerson } from '../test-person.ts';

/** What the right person gives, and what anybody else would; `undefined` where the person cannot be used for this check. */
const ASKED: Record<Check, (person: TestPerson) => { right: TestPerson; wrong: TestPerson } | undefined> = {
  matched: (person) => ({ right: person, wrong: { ...person, name: '欧阳测试' } }),
  // Numbers that begin with 100 belong to no operator.
  phone: (person) => (person.phone ? { right: person, wrong: { ...person, phone: '10000000000' } } : undefined),
  holder: (person) =>
    person.specimenNumber ? { right: person, wrong: { ...person, specimenNumber: 'HUREN-0000' } } : undefined,
};
const NEEDS: Record<Check, string> = {
  matched: 'anybody',
  phone: 'with "phone"',
  holder: 'with "specimenNumber", a number on an own result',
};

export async function aboutChecks(asking: Asking): Promise<Finding[]> {
  const { source, people } = asking.target;
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    if (!source.checks?.[check]) continue;
    const able = people.flatMap((person) => ASKED[check](person) ?? []);
    if (able.length === 0) {
      const remedy = { field: 'testPeople', what: `ask the source for somebody ${NEEDS[check]}` };
      findings.push(finding(`check ${check}`, 'yes and no', 'nobody to ask about', [remedy]));
    }
    for (const { right, wrong } of able.slice(0, 1))
      for (const [asked, expected] of [
        [right, 'yes'],
        [wrong, 'no'],
      ] as const) {
        const heard = await asking.check(check, asked);
        const question = `check ${check}, ${expected === 'yes' ? 'the right person' : 'somebody else'} (${called(asked)})`;
        const remedies = heard.word === expected ? [] : wrongWord(asking, check, heard.word, heard);
        findings.push(finding(question, expected, heard.word, remedies, heard.ms));
      }
  }
  return findings;
}

function wrongWord(
  { target: { source } }: Asking,
  check: Check,
  word: string,
  heard: Parameters<typeof remediesOfFailure>[2],
): Remedy[] {
  if (word !== 'yes' && word !== 'no') return remediesOfFailure(source, word, heard);
  const field = check === 'holder' ? '/checks/holder/specimens' : `/checks/${check}/confirmed`;
  const what =
    word === 'yes'
      ? 'says yes to anybody: which value means that they belong together?'
      : 'never says yes: does it look at the right place, and is the person the right one?';
  return [{ field, what }];
}
