/** One row → one TestResult, by the field names and code tables of the source's file. */
import type { Instant, TestResult } from '../../core/index.ts';
import type { ResultService } from '../source-file.ts';
import { placeAt, textAt } from './path.ts';
import type { Row } from './rows.ts';
import { isOneOf, kindOf } from './tells-of-test.ts';
import { parseTimes } from './time.ts';

/** A code or word the file does not list is `outcomeUnknown`, never guessed; a time that is none is left out. */
export function readResult(row: Row, service: ResultService): TestResult {
  const { fields, poolSizes = {} } = service;
  const result: TestResult = {};
  readOutcome(result, row, service);
  const sampleCollectedAt = time(row, fields.sampleCollectedAt, service);
  if (sampleCollectedAt !== undefined) result.sampleCollectedAt = sampleCollectedAt;
  const testedAt = time(row, fields.testedAt, service);
  if (testedAt !== undefined) result.testedAt = testedAt;
  const reportIssuedAt = time(row, fields.reportIssuedAt, service);
  if (reportIssuedAt !== undefined) result.reportIssuedAt = reportIssuedAt;
  const institution = text(row, fields.institution) ?? service.institution;
  if (institution !== undefined) result.institution = institution;
  const samplingPoint = text(row, fields.samplingPoint);
  if (samplingPoint !== undefined) result.samplingPoint = samplingPoint;
  const pool = text(row, fields.poolSize);
  if (pool !== undefined && Object.hasOwn(poolSizes, pool)) result.poolSize = poolSizes[pool]!;
  const specimen = text(row, fields.specimen);
  if (specimen !== undefined) result.specimen = specimen;
  const reportNumber = text(row, fields.reportNumber);
  if (reportNumber !== undefined) result.reportNumber = reportNumber;
  return result;
}

/** A service without an outcome field tells of samplings only (已采样). Nothing there reads as the empty word, an object as none. */
function readOutcome(result: TestResult, row: Row, { fields, outcomes, tests, notOut }: ResultService): void {
  if (fields.outcome === undefined || (notOut && isOneOf(row, notOut))) return;
  const word = textAt(row, fields.outcome) ?? (placeAt(row, fields.outcome) == null ? '' : undefined);
  const isKnown =
    word !== undefined && Object.hasOwn(outcomes, word) && (tests === undefined || kindOf(row, tests) !== undefined);
  const outcome = isKnown ? outcomes[word] : undefined;
  if (outcome === undefined) result.outcomeUnknown = true;
  else if (outcome !== 'pending') result.outcome = outcome;
}

function text(row: Row, field: string | undefined): string | undefined {
  return field === undefined ? undefined : textAt(row, field) || undefined;
}

function time(row: Row, field: string | undefined, service: ResultService): Instant | undefined {
  const written = text(row, field);
  return written === undefined ? undefined : parseTimes(written, service.time);
}
