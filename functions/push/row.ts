/** Row of a push: one result as a source sends it, or what is wrong with it; never with anything quoted. */
import * as v from 'valibot';
import {
  CLOCK_SKEW_MS,
  DOCUMENT_TYPES,
  hasPlausibleTimes,
  type IdDocument,
  type Instant,
  NAME_MAX_TYPED,
  normaliseDocument,
  normaliseName,
  OUTCOMES,
  parseInstant,
  type TestResult,
} from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import { NAME_REMEDIES, NUMBER_REMEDIES } from '../door/remedies.ts';
import { text } from '../door/validate.ts';

/** What a row is called in the answer: the sender's own word for it, else its place, from 0. */
export type RowName = string | number;

export interface Row {
  name: string;
  document: IdDocument;
  specimen: string;
  /** Absent: the source takes the specimen's result back. */
  result?: TestResult;
}

export interface RowProblem {
  /** A JSON pointer into the row. */
  field: string;
  problem: 'field-wrong' | 'document-unknown' | 'times-implausible';
  remedy: string;
}

const TIME = 'Send RFC 3339 with an offset, as 2022-08-01T07:45:00+08:00.';
const time = v.pipe(
  v.string(TIME),
  v.transform((written) => parseInstant(written)),
  v.check((at) => at !== undefined, TIME),
  v.transform((at) => at as Instant),
);
const WHOM = {
  name: text('Send the name in full.', 1, NAME_MAX_TYPED),
  document: v.object(
    {
      type: v.picklist(DOCUMENT_TYPES, `Send one of ${DOCUMENT_TYPES.join(', ')}.`),
      number: text('Send the number in full.', 1, 60),
    },
    'Send the document as {type, number}.',
  ),
  specimen: text("Send the specimen's number, at most 64 characters.", 1, 64),
};
const WITHDRAWN = v.object(WHOM, 'Send each row as an object.');
const RESULT = v.object(
  {
    ...WHOM,
    outcome: v.picklist(
      [...OUTCOMES, 'pending'],
      `Send one of ${OUTCOMES.join(', ')}, or pending while it is not out.`,
    ),
    sampleCollectedAt: time,
    testedAt: v.optional(time),
    reportIssuedAt: v.optional(time),
    institution: v.optional(text('Send the institution in 1 to 100 characters, or leave it out.', 1, 100)),
    samplingPoint: v.optional(text('Send the sampling point in 1 to 100 characters, or leave it out.', 1, 100)),
    poolSize: v.optional(
      v.pipe(
        v.number('Send how many specimens share the tube.'),
        v.integer('Send how many specimens share the tube.'),
        v.minValue(1, 'Send 1 for a specimen tested alone.'),
        v.maxValue(100, 'Send how many specimens share the tube, at most 100.'),
      ),
    ),
  },
  'Send each row as an object.',
);

/** What the sender calls a row; anything that is no short word or whole number is ignored. */
export function rowName(sent: unknown, place: number): RowName {
  const { row } = (typeof sent === 'object' && sent !== null ? sent : {}) as { row?: unknown };
  if (typeof row === 'string' && row.length <= 64) return row;
  return Number.isSafeInteger(row) ? (row as number) : place;
}

export function readRow(source: SourceFile, sent: unknown, now: Instant): Row | RowProblem {
  const isWithdrawn = typeof sent === 'object' && sent !== null && (sent as { withdrawn?: unknown }).withdrawn === true;
  const read = v.safeParse(isWithdrawn ? WITHDRAWN : RESULT, sent, { abortEarly: true });
  if (!read.success) {
    const [issue] = read.issues;
    const field = `/${(issue.path ?? []).map(({ key }) => String(key)).join('/')}`;
    return { field, problem: 'field-wrong', remedy: issue.message };
  }
  const { output } = read;
  const wrong = (field: string, remedy: string): RowProblem => ({ field, problem: 'field-wrong', remedy });
  const name = normaliseName(output.name);
  if ('problem' in name) return wrong('/name', NAME_REMEDIES[name.problem]);
  const { type, number } = output.document;
  if (source.documents[type] === undefined) {
    const known = Object.keys(source.documents).join(', ');
    return { field: '/document/type', problem: 'document-unknown', remedy: `Send only ${known}, as was agreed.` };
  }
  const normal = normaliseDocument(type, number);
  if ('problem' in normal) return wrong('/document/number', NUMBER_REMEDIES[normal.problem]);
  const whom = { name: name.name, document: normal.document, specimen: output.specimen };
  if (!('outcome' in output)) return whom;
  const { name: _, document: __, outcome, ...told } = output;
  if (outcome !== 'pending' && told.reportIssuedAt === undefined) return wrong('/reportIssuedAt', TIME);
  if (!hasPlausibleTimes(told, now)) {
    const minutes = CLOCK_SKEW_MS / 60_000;
    const remedy = `Send times of 2019 to 2023 with sampleCollectedAt ≤ testedAt ≤ reportIssuedAt ≤ now, within ${minutes} minutes.`;
    return { field: '/sampleCollectedAt', problem: 'times-implausible', remedy };
  }
  return { ...whom, result: outcome === 'pending' ? told : { ...told, outcome } };
}
