/** One row → one TestResult, by the field names and code tables of the source's file. */
import type { TestResult } from '../../core/index.ts';
import type { ResultService } from '../source-file.ts';
import { placeAt, textReaderOf } from './path.ts';
import type { Row } from './rows.ts';
import { isOneOf, kindOf } from './tells-of-test.ts';
import { timeReaderOf } from './time.ts';

/** A code or word the file does not list is `outcomeUnknown`, never guessed; a time that is none is left out. */
export function readResult(row: Row, service: ResultService): TestResult {
  const result: TestResult = {};
  const tables = tablesOf(service);
  readOutcome(result, row, service, tables);
  for (const { name, textOf, meaningOf } of tables.fields) {
    const text = textOf(row);
    const meaning = text ? meaningOf(text) : undefined;
    if (meaning !== undefined) (result as Record<string, unknown>)[name] = meaning;
  }
  if (service.institution !== undefined) result.institution ??= service.institution;
  return result;
}

/** A service without an outcome field tells of samplings only (已采样). Nothing there reads as the empty word, an object as none. */
function readOutcome(result: TestResult, row: Row, service: ResultService, { wordOf, outcomes }: Tables): void {
  const { fields, tests, notOut } = service;
  if (fields.outcome === undefined || (notOut && isOneOf(row, notOut))) return;
  const word = wordOf(row) ?? (placeAt(row, fields.outcome) == null ? '' : undefined);
  const isKnown = word !== undefined && (tests === undefined || kindOf(row, tests) !== undefined);
  const outcome = isKnown ? outcomes.get(word) : undefined;
  if (outcome === undefined) result.outcomeUnknown = true;
  else if (outcome !== 'pending') result.outcome = outcome;
}

/** What a service's file says of its rows, made ready once, because a reply has dozens of fields. */
type Tables = ReturnType<typeof makeTables>;
const made = new WeakMap<ResultService, Tables>();

function tablesOf(service: ResultService): Tables {
  const known = made.get(service);
  if (known !== undefined) return known;
  const tables = makeTables(service);
  made.set(service, tables);
  return tables;
}

function makeTables({ fields, outcomes, poolSizes = {}, time }: ResultService) {
  const sizes = new Map(Object.entries(poolSizes));
  const [asTime, asText] = [timeReaderOf(time), (text: string) => text];
  const meanings = {
    sampleCollectedAt: asTime,
    testedAt: asTime,
    reportIssuedAt: asTime,
    institution: asText,
    samplingPoint: asText,
    poolSize: (text: string) => sizes.get(text),
    specimen: asText,
    reportNumber: asText,
  };
  return {
    wordOf: textReaderOf(fields.outcome),
    outcomes: new Map(Object.entries(outcomes)),
    fields: Object.entries(meanings)
      .map(([name, meaningOf]) => ({ name: name as keyof typeof meanings, meaningOf }))
      .filter(({ name }) => fields[name] !== undefined)
      .map((field) => ({ ...field, textOf: textReaderOf(fields[field.name]) })),
  };
}
