/** Whether a row tells of a nucleic-acid test at all: not one that was taken back, nor of another kind of test. */
import type { ResultService } from '../source-file.ts';
import { textAt } from './path.ts';
import type { Row } from './rows.ts';

/** A kind of test the file does not list may be one: it stays, and its outcome is unknown. */
export function tellsOfTest(row: Row, { withdrawn, tests }: ResultService): boolean {
  if (withdrawn && isOneOf(row, withdrawn)) return false;
  return tests === undefined || kindOf(row, tests) !== 'other';
}

export function kindOf(row: Row, { path, values }: NonNullable<ResultService['tests']>) {
  const word = textAt(row, path) ?? '';
  return Object.hasOwn(values, word) ? values[word] : undefined;
}

export function isOneOf(row: Row, { path, values }: { path: string; values: string[] }): boolean {
  return values.includes(textAt(row, path) ?? '');
}
