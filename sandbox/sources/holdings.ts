/** Holdings: the test results that a source holds of a document at one moment. By default they come from the invented people. */
import { type DocumentType, type Instant, instantOf, type Outcome } from '../../core/index.ts';
import { everyone, type FamilyMember, type Person, type PersonDocument, type PersonTest } from '../people/index.ts';
import type { SourceId } from './source-ids.ts';

/** One test as one source holds it at one moment. */
export interface HeldTest {
  /** As the source has the person on file. */
  name: string;
  number: string;
  documentType: DocumentType;
  /** Empty only where a source has lost it. */
  sampledAt?: Instant;
  receivedAt?: Instant;
  testedAt?: Instant;
  /** With `outcome`, once the report is out and has reached this source. */
  reportedAt?: Instant;
  outcome?: Outcome;
  /** What stands in the place of the outcome's word, where a source writes what its document does not know. */
  oddWord?: string;
  /** Taken back by the laboratory. */
  withdrawn?: boolean;
  institution: string;
  /** Where the institution is: a source may leave fields out for tests done elsewhere. */
  jurisdiction: string;
  samplingPoint: string;
  poolSize: number;
  specimenNumber: string;
  reportNumber: string;
}

/** A document asked about. Sources that are asked by number alone give no name. */
export interface Asked {
  name?: string;
  number: string;
}

/** What `source` holds about the document at `now`, in any order; a name that does not fit the number finds nothing. */
export type Lookup = (source: SourceId, asked: Asked, now: Instant) => HeldTest[];

export interface Holdings {
  lookup: Lookup;
  /** Whether that name and number belong together. */
  matches(asked: Required<Asked>): boolean;
  /** Whether that telephone is registered with that document. */
  phoneBelongs(asked: Required<Asked>, phone: string): boolean;
}

/** The holdings of the invented people; `lookup` replaces what sources hold, as a bench does with generated citizens. */
export function holdingsOf(people: readonly Person[], lookup: Lookup = lookupAmong(people)): Holdings {
  return {
    lookup,
    matches: (asked) => findAmong(people, asked) !== undefined,
    phoneBelongs: (asked, phone) => {
      const found = findAmong(people, asked);
      const own = found && 'phone' in found.person ? found.person.phone : undefined;
      return own?.number === phone && own.registeredWith === found?.at;
    },
  };
}

interface Found {
  person: Person | FamilyMember;
  document: PersonDocument;
  /** Which of the person's documents. */
  at: number;
}

function findAmong(people: readonly Person[], asked: Asked): Found | undefined {
  for (const person of everyone(people)) {
    const at = person.documents.findIndex((document) => document.number === asked.number.toUpperCase());
    if (at >= 0 && (asked.name === undefined || asked.name === person.name)) {
      return { person, document: person.documents[at]!, at };
    }
  }
  return undefined;
}

function lookupAmong(people: readonly Person[]): Lookup {
  return (source, asked, now) => {
    const found = findAmong(people, asked);
    if (!found) return [];
    return found.person.tests
      .filter((test) => test.document === found.at)
      .map((test) => held(test, found, source, now))
      .filter((test) => test !== undefined);
  };
}

/** The test as `source` has it at `now`: everything reaches it `afterMinutes` late, and it may write times a little off. */
function held(test: PersonTest, { person, document }: Found, source: SourceId, now: Instant): HeldTest | undefined {
  const shown = test.shownBy.find((each) => each.source === source);
  if (!shown) return undefined;
  const reached = now - shown.afterMinutes * 60_000;
  if (reached < test.sampledAt) return undefined;
  const told = (at: Instant | undefined) =>
    at === undefined || reached < at ? undefined : instantOf(at + (shown.shiftMinutes ?? 0) * 60_000);
  const correction = test.correction && reached >= test.correction.at ? test.correction : undefined;
  const out = reached >= test.reportedAt;
  return {
    name: person.name,
    number: document.number,
    documentType: document.type,
    sampledAt: told(test.sampledAt),
    receivedAt: told(test.receivedAt),
    testedAt: out ? told(test.testedAt) : undefined,
    // A corrected report is issued anew.
    reportedAt: told(correction?.at ?? test.reportedAt),
    outcome: out ? (correction ?? test).outcome : undefined,
    institution: test.institution,
    jurisdiction: test.jurisdiction,
    samplingPoint: test.samplingPoint,
    poolSize: test.poolSize,
    specimenNumber: test.specimenNumber,
    reportNumber: test.reportNumber,
  };
}
