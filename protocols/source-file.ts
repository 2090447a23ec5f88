/** SourceFile: what one file of config/sources/ holds. config/source.schema.json says the same to an editor and to `npm run check`. */
import type { Channel, DocumentType, JurisdictionCode, Outcome } from '../core/index.ts';

export const PROTOCOL_NAMES = [
  'national-gateway',
  'token-gateway',
  'rotating-secret',
  'signed-request',
  'soap',
] as const;
export type ProtocolName = (typeof PROTOCOL_NAMES)[number];

/** Checks a source may offer besides results, by the strength they give a binding. */
export const CHECKS = ['matched', 'phone', 'holder'] as const;
export type Check = (typeof CHECKS)[number];

export interface SourceFile {
  /** Also the file's name. */
  id: string;
  names: { zh: string; en: string };
  channel: Channel;
  jurisdiction: JurisdictionCode;
  protocol: ProtocolName;
  /** The exact host asked, over https; nothing else is ever connected to. */
  host: string;
  /** Name of the secret that holds its credentials. */
  secret: string;
  evidence: 'observed' | 'assumed';
  contact: string;
  network: 'internet' | 'fixed-address' | 'extranet';
  /** Name of the secret that holds the test people the source gives us. */
  testPeople: string;
  identityEcho: 'full' | 'masked' | 'none';
  /** Document types it knows, and its own code for each ("" where none is sent). */
  documents: Partial<Record<DocumentType, string>>;
  limits: {
    requestsPerSecond: number;
    /** Calls under way at once; the queue's maximumConcurrency. */
    concurrency: number;
    deadlineMs: number;
    /** Part of the limit kept for identity checks, so that a morning of results does not starve binding; 0 to 1. */
    shares: { checks: number };
  };
  /** For how many minutes an answer is fresh. */
  freshness: { foundMinutes: number; noneMinutes: number };
  /** What the protocol sends besides: service numbers, signature recipes. Its shape belongs to the protocol. */
  settings: Record<string, unknown>;
  results: ResultService[];
  checks?: { matched?: CheckService; phone?: CheckService; holder?: HolderCheck };
}

/** One call of a source: where, with what, and how to know that it worked. */
export interface Service {
  path: string;
  /** Their parameter → ours: `$name`, `$number`, `$documentType`, `$phone`, `$specimenNumber`; anything else is sent as it stands. */
  parameters: Record<string, string>;
  settings?: Record<string, unknown>;
  /** Paths that hold JSON as text, outermost first. */
  unwrap?: string[];
  /** All must hold for the answer to be one; compared as text. */
  success: { path: string; values: string[] }[];
  /** Codes that mean something by themselves, looked at before `success`; the first that is listed counts. `*`: any other value. */
  codes?: { path: string; values: Record<string, CodeMeaning> }[];
}

/** `stale-token`: our token or secret has expired; it is renewed and the call repeated, once. */
export const CODE_MEANINGS = ['none', 'over-quota', 'refused', 'source-error', 'stale-token'] as const;
export type CodeMeaning = (typeof CODE_MEANINGS)[number];

export interface ResultService extends Service {
  /** Names it within the file, e.g. `city-results`. */
  id: string;
  /** Path to the row or rows; absent, null or empty there means none. */
  rows: string;
  fields: Partial<
    Record<
      | 'outcome'
      | 'sampleCollectedAt'
      | 'testedAt'
      | 'reportIssuedAt'
      | 'institution'
      | 'samplingPoint'
      | 'poolSize'
      | 'specimen'
      | 'echoName'
      | 'echoNumber',
      string
    >
  >;
  /** Used where the rows themselves do not name the institution. */
  institution?: string;
  /** Their code or word → ours. What is not listed stays unknown. `pending` = not out yet. */
  outcomes: Record<string, Outcome | 'pending'>;
  poolSizes?: Record<string, number>;
  /** `yyyy-MM-dd HH:mm:ss`, `yyyyMMddHHmmss`, `epoch-ms`, …; without a zone it is Beijing time. */
  time: string;
}

/** A call of its own whose answer is yes when all of `confirmed` hold too (`*`: any value at all); otherwise no. */
export interface CheckService extends Service {
  confirmed: { path: string; values: string[] }[];
}

/** Yes when a row about this very person, sampled or reported in the last 14 days, carries the specimen or report number asked. */
export interface HolderCheck {
  /** `id` of the result service whose rows are looked at. */
  service: string;
  /** Fields of the row that hold a number of this person's alone, which they may have on paper. */
  specimens: string[];
  /** Fields that hold a tube's number: up to twenty people share it where they share the tube, so it counts for single tests only. */
  tubes?: string[];
}
