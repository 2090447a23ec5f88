/** One row → one TestResult, by the field names and code tables of the source's file. */
import type { TestResult } from '../../core/index.ts';
import type { ResultService } from '../source-file.ts';
import { textAt } from './path.ts';
import type { Row } from './rows.ts';
import { isOneOf, kindOf } from './tells-of-test.ts';
import { parseTimes } from './time.ts';

/** A code or word the file does not list is `outcomeUnknown`, never guessed; a time that is none is left out. */
export function readResult(row: Row, service: ResultService): TestResult {
  const { fields } = service;
  const text = (field: string | undefined) => (field === undefined ? undefined : textAt(row, field) || undefined);
  const time = (field: string | undefined) => {
    const written = text(field);
    return written === undefined ? undefined : parseTimes(written, service.time);
  };
  const pool = text(fields.poolSize);
  return withoutGaps({
    ...outcomeOf(row, service),
    sampleCollectedAt: time(fields.sampleCollectedAt),
    testedAt: time(fields.testedAt),
    reportIssuedAt: time(fields.reportIssuedAt),
    institution: text(fields.institution) ?? service.institution,
    samplingPoint: text(fields.samplingPoint),
    poolSize:
      pool !== undefined && Object.hasOwn(service.poolSizes ?? {}, pool) ? service.poolSizes?.[pool] : undefined,
    specimen: text(fields.specimen),
    reportNumber: text(fields.reportNumber),
  });
}

/** A service without an outcome field tells of samplings only (已采样). */
function outcomeOf(row: Row, service: ResultService): Pick<TestResult, 'outcome' | 'outcomeUnknown'> {
  const { fields, outcomes, tests, notOut } = service;
  if (fields.outcome === undefined || (notOut && isOneOf(row, notOut))) return {};
  if (tests && kindOf(row, tests) === undefined) return { outcomeUnknown: true };
  const word = textAt(row, fields.outcome) ?? '';
  const outcome = Object.hasOwn(outcomes, word) ? outcomes[word] : undefined;
  if (outcome === undefined) return { outcomeUnknown: true };
  return outcome === 'pending' ? {} : { outcome };
}

function withoutGaps(result: TestResult): TestResult {
  return Object.fromEntries(Object.entries(result).filter(([, value]) => value !== undefined));
}
