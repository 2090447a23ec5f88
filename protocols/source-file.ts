/** SourceFile: what one file of config/sources/ holds. config/source.schema.json says the same to an editor and to `npm run check`. */
import type { Channel, DocumentType, JurisdictionCode, Outcome } from '../core/index.ts';

export const PROTOCOL_NAMES = [
  'national-gateway',
  'token-gateway',
  'rotating-secret',
  'signed-request',
  'soap',
  'encrypted-envelope',
  'fhir',
] as const;
export type ProtocolName = (typeof PROTOCOL_NAMES)[number];

/** Checks a source may offer besides results, by the strength they give a binding. */
export const CHECKS = ['matched', 'phone', 'holder'] as const;
export type Check = (typeof CHECKS)[number];

export interface SourceFile {
  /** Also the file's name. */
  id: string;
  names: { zh: string; en: string };
  /** The app or mini-program it is seen in, where that is called otherwise. */
  app?: string;
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
    /** Calls under way at once; the queue's maximumConcurrency. 1: one after the other, in the order asked. */
    concurrency: number;
    deadlineMs: number;
    /** Seconds within which nine answers of ten come. */
    p90Seconds?: number;
    /** Calls a Beijing day, all kinds together. */
    dailyQuota?: number;
    /** Every night, Beijing time, `HH:mm`; a window may pass midnight. Nobody is asked meanwhile. */
    maintenance?: { from: string; to: string }[];
    /** Part of the limit kept for identity checks, so that a morning of results does not starve binding; 0 to 1. */
    shares: { checks: number };
  };
  /** For how many minutes an answer is fresh. */
  freshness: { foundMinutes: number; noneMinutes: number };
  /** How many hours after a report it usually shows it, as its people say; what we measure counts for more. */
  usualLagHours?: number;
  /** It also sends us results by itself, signed with the field `pushKey` of its secret; without this nobody's pushing is heard. */
  pushes?: true;
  /** What the protocol sends besides: service numbers, signature recipes. Its shape belongs to the protocol. */
  settings: Record<string, unknown>;
  results: ResultService[];
  checks?: { matched?: CheckService; phone?: CheckService; holder?: HolderCheck };
}

/** One call of a source: where, with what, and how to know that it worked. */
export interface Service {
  path: string;
  /** POST where it is not told. GET carries its parameters in the query string. */
  method?: 'GET' | 'POST';
  /**
   * Their parameter → ours: `$name`, `$number`, `$documentType`, `$phone`, `$specimenNumber`; where results come in pages
   * `$page`, `$pageSize`, `$start`, `$cursor`; in a task's poll `$task`. Anything else is sent as it stands.
   */
  parameters: Record<string, string>;
  /** Sent in place of the parameters, which then go to the query string: JSON, or elements where the protocol writes XML. */
  body?: Template;
  /** Parameters written as Base64 or hex of their UTF-8 text. */
  encode?: Record<string, FieldEncoding>;
  settings?: Record<string, unknown>;
  /** Paths that hold JSON as text, outermost first. */
  unwrap?: string[];
  /** Fields of the answer, wherever in it they stand, whose text is Base64 or hex of UTF-8 text. */
  decode?: Record<string, FieldEncoding>;
  /** All must hold for the answer to be one; compared as text. */
  success: { path: string; values: string[] }[];
  /** Codes that mean something by themselves, looked at before `success`; the first that is listed counts. `*`: any other value. */
  codes?: { path: string; values: Record<string, CodeMeaning> }[];
}

/** JSON whose texts hold placeholders: `$number` as a whole text, `${number}` inside a longer one. */
export type Template = string | number | boolean | null | Template[] | { [name: string]: Template };

export type FieldEncoding = 'base64' | 'hex';

/** `stale-token`: our token or secret has expired; it is renewed and the call repeated, once. */
export const CODE_MEANINGS = ['none', 'over-quota', 'refused', 'source-error', 'stale-token'] as const;
export type CodeMeaning = (typeof CODE_MEANINGS)[number];

export interface ResultService extends Service {
  /** Names it within the file, e.g. `city-results`. */
  id: string;
  /** Path to the row or rows; absent, null or empty there means none. */
  rows: string;
  paging?: Paging;
  task?: Task;
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
      | 'reportNumber'
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
  /** Where a row says which test it tells of, and what their word means; a word not listed leaves the outcome unknown, `other` leaves the row out. */
  tests?: { path: string; values: Record<string, 'nucleic-acid' | 'other'> };
  /** Rows that the source has taken back: left out. */
  withdrawn?: { path: string; values: string[] };
  /** Rows that are not out yet, whatever outcome they carry. */
  notOut?: { path: string; values: string[] };
  /** `yyyy-MM-dd HH:mm:ss`, `yyyyMMddHHmmss`, `epoch-ms`, …, or several of them, tried in order; without a zone it is Beijing time. */
  time: string | string[];
}

/**
 * How a service hands out results in pages. Its parameters say where `$page`, `$pageSize`, `$start` or `$cursor` go; every page is
 * a call. More than `maxPages`, a page that comes twice or a cursor that repeats is `unreadable`.
 */
export type Paging = {
  /** The most pages that are fetched for one question. */
  maxPages: number;
  /** Rows come newest first, so that pages older than anything we keep are not fetched. */
  newestFirst?: true;
} & (
  | {
      /** `page`: `$page` counts pages; `start`: `$start` counts rows. From 1, or from what `from` says. */
      kind: 'page' | 'start';
      pageSize: number;
      from?: 0 | 1;
      /** Path to the number of all rows; without it a page with fewer rows than `pageSize` is the last. */
      total?: string;
    }
  /** `$cursor` is empty at first, then what stands at `next`; nothing there: that was the last page. */
  | { kind: 'cursor'; next: string }
  /** FHIR: the Bundle's own link to its next page. */
  | { kind: 'link' }
);

/**
 * A question that is submitted and answered later: the service's own call submits it, `poll` asks for the answer, in which `rows`
 * stands. The task's id is kept outside the process, so that asking again polls and does not submit anew.
 */
export interface Task {
  /** Path to the task's id in the answer to submitting. */
  id: string;
  poll: Service;
  /** Where the poll's answer says how far it is. A word not listed is `unreadable`. */
  state: { path: string; values: Record<string, TaskState> };
  /** Seconds from one poll to the next at the least. */
  everySeconds: number;
  /** For how long the source keeps a task; an older one is submitted anew without asking for it. */
  keptMinutes: number;
}

/** `failed`: the source could not do it; `expired`: it knows the task no more, and it is submitted once anew. */
export const TASK_STATES = ['processing', 'done', 'failed', 'expired'] as const;
export type TaskState = (typeof TASK_STATES)[number];

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
