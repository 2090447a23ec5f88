/** TestPerson: somebody whom a source gave us to test with, and what it is to say about them. */
import { DOCUMENT_TYPES, type DocumentType, OUTCOMES, type Outcome, parseInstant } from '../../core/index.ts';

export interface TestPerson {
  name: string;
  document: { type: DocumentType; number: string };
  phone?: string;
  /** On an own result of the last 14 days. */
  specimenNumber?: string;
  expect: 'found' | 'none';
  /** What the source is to tell of the newest result; times in RFC 3339. */
  newest?: {
    outcome?: Outcome;
    sampleCollectedAt?: string;
    testedAt?: string;
    reportIssuedAt?: string;
    institution?: string;
    poolSize?: number;
  };
}

/** The people cannot be used; says which field of whom. */
export class UnfitPeople extends Error {}

/** Reads the field `people` of the secret, or the list by itself. */
export function readTestPeople(text: string): TestPerson[] {
  const given = parsed(text);
  const held = (given as { people?: unknown } | null)?.people ?? given;
  const list = typeof held === 'string' ? parsed(held) : held;
  if (!Array.isArray(list) || list.length === 0) throw new UnfitPeople('testPeople: give a list of people as JSON');
  for (const [at, person] of list.entries()) {
    const problem = problemOf(person);
    if (problem) throw new UnfitPeople(`testPeople: person ${at + 1}: ${problem}`);
  }
  return list;
}

function problemOf(person: TestPerson): string | undefined {
  if (typeof person?.name !== 'string' || person.name === '') return 'name is missing';
  if (!DOCUMENT_TYPES.includes(person.document?.type))
    return `document.type is not one of ${DOCUMENT_TYPES.join(', ')}`;
  if (typeof person.document.number !== 'string' || person.document.number === '') return 'document.number is missing';
  if (person.expect !== 'found' && person.expect !== 'none') return 'expect is neither "found" nor "none"';
  const { newest = {} } = person;
  if (newest.outcome !== undefined && !OUTCOMES.includes(newest.outcome))
    return `newest.outcome is not one of ${OUTCOMES.join(', ')}`;
  for (const field of TIMES)
    if (newest[field] !== undefined && parseInstant(newest[field]) === undefined)
      return `newest.${field} is not written like 2022-08-01T07:45:00+08:00`;
  return undefined;
}

export const TIMES = ['sampleCollectedAt', 'testedAt', 'reportIssuedAt'] as const;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnfitPeople('testPeople: is not JSON');
  }
}

/** What may be printed of somebody. */
export const called = ({ document: { type, number } }: TestPerson) => `${type} …${number.slice(-4)}`;
