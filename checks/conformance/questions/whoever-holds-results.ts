/** Questions about people: who holds results, who holds none, a name that does not fit, and every kind of document. */
import { type DocumentType, formatInstant, parseInstant, type TestResult } from '../../../core/index.ts';
import { knowsDocument } from '../../../protocols/parameters.ts';
import type { ResultService } from '../../../protocols/source-file.ts';
import { pointer } from '../../config/problem.ts';
import type { Asking, HeardResults } from '../asking.ts';
import { type Finding, finding, notShown, type Remedy } from '../finding.ts';
import { remediesOfFailure } from '../remedies.ts';
import { called, type TestPerson, TIMES } from '../test-person.ts';

/** Nobody's name. */
const ANOTHER_NAME = '欧阳测试';
/** Times without seconds are within it. */
const MINUTE_MS = 60_000;

export interface PersonHeard {
  person: TestPerson;
  heard: HeardResults;
}

/** Asks about everybody once; the rest of the run looks at what was said. */
export async function askEverybody(asking: Asking): Promise<PersonHeard[]> {
  const all: PersonHeard[] = [];
  const known = asking.target.people.filter((person) => knowsDocument(asking.target.source, person));
  for (const person of known) all.push({ person, heard: await patiently(asking, person) });
  return all;
}

/** Seconds between asking and asking again about a question that the source still works on, as a citizen's page would. */
const ASK_AGAIN_AFTER = [5, 10, 20, 40, 80];

export async function patiently(asking: Asking, person: TestPerson): Promise<HeardResults> {
  let heard = await asking.results(person);
  for (const seconds of ASK_AGAIN_AFTER) {
    if (!isUnderWay(asking, heard)) break;
    await asking.target.pass(1000 * seconds);
    const next = await asking.results(person);
    const exchanges = [...heard.exchanges, ...next.exchanges];
    heard = { ...next, exchanges, answers: [...heard.answers, ...next.answers] };
  }
  return heard;
}

/** Somebody with results, about whom it takes the fewest calls to ask; otherwise anybody. */
export const handiest = (everybody: PersonHeard[]): PersonHeard | undefined => {
  const found = everybody.filter(({ heard }) => heard.reply.kind === 'found');
  const byCalls = (a: PersonHeard, b: PersonHeard) => a.heard.exchanges.length - b.heard.exchanges.length;
  return found.sort(byCalls)[0] ?? everybody[0];
};

/** Still worked on; a poll at the very end of a question's time may also be cut off, and the task goes on all the same. */
const isUnderWay = ({ target: { source } }: Asking, { reply }: HeardResults) =>
  reply.kind === 'pending' ||
  (reply.kind === 'failed' && reply.reason === 'timeout' && source.results.some(({ task }) => task));

export function* aboutPeople(asking: Asking, everybody: PersonHeard[]): Iterable<Finding> {
  const { source } = asking.target;
  for (const { person, heard } of everybody) {
    const question = `${person.expect === 'found' ? 'somebody with results' : 'somebody without'} (${called(person)})`;
    const actual = wordsOf(heard);
    const { reply, ms } = heard;
    if (reply.kind === 'failed') {
      yield finding(question, person.expect, actual, remediesOfFailure(source, reply.reason, heard), ms);
    } else if (reply.kind !== person.expect) {
      yield finding(question, person.expect, actual, [notAsExpected(asking, person, heard)], ms);
    } else {
      const newest =
        reply.kind === 'found' && person.newest ? differences(source.results, person.newest, reply.results) : [];
      yield finding(question, wordsExpected(person), actual, newest, ms);
    }
  }
  for (const kind of ['found', 'none'] as const)
    if (!everybody.some(({ person }) => person.expect === kind))
      yield finding(`somebody ${kind === 'found' ? 'with' : 'without'} results`, kind, 'nobody to ask about', [
        { field: 'testPeople', what: `ask the source for somebody who is "${kind}"` },
      ]);
}

function notAsExpected({ target: { source } }: Asking, { expect }: TestPerson, heard: HeardResults): Remedy {
  if (heard.reply.kind === 'pending') {
    const at = source.results.findIndex(({ task }) => task);
    return {
      field: pointer('results', at, 'task', 'state'),
      what: 'it still works on it after minutes; is the word for done among the values?',
    };
  }
  if (expect === 'none')
    return {
      field: '/results/0/rows',
      what: 'rows came about somebody who holds none: is this the right path, or the right person?',
    };
  const withoutRows = source.results.findIndex(({ rows }) => rows !== '');
  return {
    field: pointer('results', Math.max(0, withoutRows), 'rows'),
    what: 'no row stands there; compare with the answer, which npm run record keeps, or a code is taken for none',
  };
}

export async function aboutAnotherName(asking: Asking, everybody: PersonHeard[]): Promise<Finding> {
  const question = 'a name that does not agree with the number';
  const somebody = handiest(everybody);
  const expected = 'none, or wrong-person';
  if (somebody?.heard.reply.kind !== 'found') return notShown(question, expected, 'nobody was found');
  const heard = await patiently(asking, { ...somebody.person, name: ANOTHER_NAME });
  const { reply } = heard;
  const said = wordsOf(heard);
  const isRight = reply.kind === 'none' || (reply.kind === 'failed' && reply.reason === 'wrong-person');
  if (isRight) return finding(question, expected, said, [], heard.ms);
  if (reply.kind === 'failed')
    return finding(question, expected, said, remediesOfFailure(asking.target.source, reply.reason, heard), heard.ms);
  if (asking.target.source.results.every(({ fields }) => fields.echoName === undefined))
    return finding(question, 'anything: it is asked by number alone, and echoes no name', said, [], heard.ms);
  return finding(
    question,
    expected,
    said,
    [
      {
        field: '/results/0/fields/echoName',
        what: 'rows about another name were taken for this person; does it name the right field?',
      },
    ],
    heard.ms,
  );
}

export function* aboutDocuments(asking: Asking, everybody: PersonHeard[]): Iterable<Finding> {
  for (const type of Object.keys(asking.target.source.documents) as DocumentType[]) {
    const about = everybody.filter(({ person }) => person.document.type === type);
    const answered = about.find(({ heard }) => ['found', 'none'].includes(heard.reply.kind));
    const question = `a document of the kind ${type}`;
    if (answered) yield finding(question, 'an answer', wordsOf(answered.heard));
    else if (about.length > 0)
      yield finding(question, 'an answer', wordsOf(about[0]!.heard), [
        { field: pointer('documents', type), what: 'is the code right, and does the source know this kind at all?' },
      ]);
    else
      yield finding(question, 'an answer', 'nobody to ask about', [
        { field: 'testPeople', what: `ask the source for somebody with a ${type}, or take ${type} out of /documents` },
      ]);
  }
}

/** The result that is nearest to what was promised, and what differs. */
function differences(
  services: ResultService[],
  promised: NonNullable<TestPerson['newest']>,
  results: TestResult[],
): Remedy[] {
  const ranked = results.map((result) => differencesOf(services, promised, result)).sort((a, b) => a.length - b.length);
  return ranked[0] ?? [];
}

function differencesOf(
  services: ResultService[],
  promised: NonNullable<TestPerson['newest']>,
  result: TestResult,
): Remedy[] {
  const wrong: Remedy[] = [];
  const say = (field: keyof ResultService['fields'], told: string | undefined, expected: string) => {
    const at = services.findIndex(({ fields }) => fields[field] !== undefined);
    // A field that is not told may be one that this service never tells; whether it is named rightly is another question.
    if (at < 0 || (told === undefined && field !== 'outcome')) return;
    const table = { outcome: 'outcomes', poolSize: 'poolSizes' }[field as string];
    wrong.push({
      field: table ? pointer('results', at, table) : pointer('results', at, 'fields', field),
      what: `${told ?? 'nothing'} was read, ${expected} was promised`,
    });
  };
  if (promised.outcome && result.outcome !== promised.outcome) say('outcome', result.outcome, promised.outcome);
  for (const field of TIMES) {
    const expected = promised[field];
    if (expected === undefined) continue;
    const told = result[field];
    if (told === undefined) say(field, undefined, expected);
    else if (Math.abs(told - parseInstant(expected)!) >= MINUTE_MS) say(field, formatInstant(told), expected);
  }
  if (promised.institution && result.institution !== promised.institution)
    say('institution', result.institution && 'another', promised.institution);
  if (promised.poolSize && result.poolSize !== promised.poolSize)
    say('poolSize', result.poolSize?.toString(), String(promised.poolSize));
  return wrong;
}

const wordsExpected = ({ expect, newest }: TestPerson) =>
  newest
    ? [expect, newest.outcome, ...TIMES.map((field) => newest[field]?.slice(5, 16))].filter(Boolean).join(', ')
    : expect;

export function wordsOf({ reply }: HeardResults): string {
  if (reply.kind === 'failed') return `failed: ${reply.reason}`;
  if (reply.kind !== 'found') return reply.kind;
  const newest = [...reply.results].sort((a, b) => latest(b) - latest(a))[0]!;
  const times = TIMES.map((field) => newest[field] && formatInstant(newest[field]).slice(5, 16));
  return [`${reply.results.length} found`, newest.outcome, ...times].filter(Boolean).join(', ');
}

const latest = (result: TestResult) => result.sampleCollectedAt ?? result.testedAt ?? result.reportIssuedAt ?? 0;
