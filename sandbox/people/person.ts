/** Person: one invented person with a story, as a file of this folder tells it. */
import type {
  DocumentType,
  Instant,
  JurisdictionCode,
  Outcome,
  RecognitionDecision,
  Relation,
  Scene,
} from '../../core/index.ts';
import type { SourceId } from '../sources/source-ids.ts';

export interface Person {
  /** Also the file's name. */
  id: string;
  /** Who this is, in a few words. */
  zh: string;
  en: string;
  /** What can be seen with them, and why. */
  story: { zh: string; en: string };
  /** As on every document. */
  name: string;
  /** Numbers that belong to nobody: order code 000, which is never given out; births no living person has; facts' own examples. */
  documents: PersonDocument[];
  /** Numbers begin with 100, which no operator has. `registeredWith`: which document, by its place, or null for none of theirs. */
  phone: { number: string; registeredWith: number | null };
  /** The sandbox starts with a finished binding; the others bind themselves. */
  bound: boolean;
  /** Specimen or report number of an own recent result, for a binding that needs neither a face nor a mainland telephone, or to agree to a guardian. */
  specimenNumber?: string;
  tests: PersonTest[];
  /** Those without a phone, for whom this person acts. */
  family?: FamilyMember[];
  /** What a citizen with these results is told at 07:45 on 1 August 2022. */
  expect: Expectation[];
}

/** Somebody whom nobody can be: they have a document, tests, and a guardian. */
export interface FamilyMember
  extends Pick<Person, 'id' | 'name' | 'documents' | 'specimenNumber' | 'tests' | 'expect'> {
  relation: Relation;
}

export interface PersonDocument {
  type: DocumentType;
  number: string;
}

/** One specimen, with its whole life; some of it may lie after the sandbox's start and happens while it runs. */
export interface PersonTest {
  /** Which of the person's documents was shown at sampling, by its place. */
  document: number;
  sampledAt: Instant;
  receivedAt?: Instant;
  testedAt: Instant;
  reportedAt: Instant;
  outcome: Outcome;
  /** The laboratory's later word about the same specimen, with a report issued anew. */
  correction?: { at: Instant; outcome: Outcome };
  institution: string;
  jurisdiction: JurisdictionCode;
  samplingPoint: string;
  /** 1, 5, 10 or 20. */
  poolSize: number;
  /** On the tube; the people of one pool share it. */
  specimenNumber: string;
  /** Some laboratories print the tube's number here too. */
  reportNumber: string;
  /** Sources that hold it; none at all: it exists on paper only. */
  shownBy: {
    source: SourceId;
    /** Everything about the test reaches the source so much later. */
    afterMinutes: number;
    /** The source writes times so much off. */
    shiftMinutes?: number;
  }[];
}

export interface Expectation {
  jurisdiction: JurisdictionCode;
  scene: Scene;
  /** Which sources were asked, and all of them have answered. */
  scope: 'auto' | 'everywhere' | 'yangtze-delta';
  /** What must stand in the decision; what is left out may be anything. */
  decision: {
    kind: RecognitionDecision['kind'];
    until?: Instant;
    since?: Instant;
    reason?: string;
    basis?: 'result' | 'sampling-proof';
  };
  why: string;
}
