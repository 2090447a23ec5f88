/** TestResult 核酸检测结果: one specimen's outcome as one source tells it, and the reply it came in. */
import type { Instant } from './instant.ts';

export const OUTCOMES = ['negative', 'positive', 'inconclusive'] as const;
/** 阴性 / 阳性 / 待复核 */
export type Outcome = (typeof OUTCOMES)[number];

/** The five channels the notice of 29 July 2022 names; a source has exactly one. */
export const CHANNELS = ['state-council', 'national-platform', 'health-code', 'institution', 'paper'] as const;
export type Channel = (typeof CHANNELS)[number];

/** 单采 is 1, 混采 the number of specimens in the tube (5, 10, 20). */
export type PoolSize = number;

/**
 * One specimen as one source reports it. Times obey sample ≤ tested ≤ report ≤ retrieved; a source may know only some.
 * Without `outcome` the result is not out (检测中), or the source used a code we do not know (`outcomeUnknown`).
 * Only `sampleCollectedAt` known: 已采样.
 */
export interface TestResult {
  outcome?: Outcome;
  /** The source gave an outcome in words or codes its file does not list; never guessed. */
  outcomeUnknown?: true;
  /** 采样时间 */
  sampleCollectedAt?: Instant;
  /** 检测时间: when the laboratory tested; the only time some national replies give. */
  testedAt?: Instant;
  /** 报告出具时间; absent = not out, or not told. */
  reportIssuedAt?: Instant;
  /** 检测机构, as the source wrote it. */
  institution?: string;
  /** 采样点, as the source wrote it. */
  samplingPoint?: string;
  poolSize?: PoolSize;
  /** Opaque: two results of one institution with the same specimen are the same test. Never the printed number itself once stored. */
  specimen?: string;
  /** A number on the person's paper that is theirs alone; like `specimen` never stored as printed. */
  reportNumber?: string;
}

/** Why a source could not be understood or reached: a closed list; each has a sentence in the mini-program. */
export const FAILURE_REASONS = [
  'timeout', // no answer before the deadline
  'unreachable', // no connection, a certificate that does not fit, a redirect to another host
  'refused', // credentials, signature or authorisation not accepted
  'over-quota', // the source says we ask too often
  'source-error', // the source says that it failed
  'unreadable', // not the format, encoding or size agreed
  'wrong-person', // every row was about somebody else
  'breaker-open', // it failed too often; we wait before asking again
  'busy', // our own queue for it is full, or patience ran out
  'closed', // an operator or a maintenance window has closed it
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/**
 * A source's answer about one document. `none` is the source's word that it holds nothing; `failed` is our ignorance;
 * `pending` is an answer promised and not yet given (submitted and not ready).
 */
export type SourceReply =
  | { kind: 'found'; results: TestResult[]; retrievedAt: Instant }
  | { kind: 'none'; retrievedAt: Instant }
  | { kind: 'pending'; retrievedAt: Instant; askAgainAt: Instant }
  | { kind: 'failed'; reason: FailureReason; retrievedAt: Instant; retryAt?: Instant };
