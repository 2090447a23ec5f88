/** The rows of an answer: one object, a list, or nothing. */
import { AskingFailed } from '../protocol.ts';
import type { ResultService } from '../source-file.ts';
import { placeAt } from './path.ts';

export type Row = Record<string, unknown>;

/** Absent, null, empty text, an empty list or object: no rows. Anything else that is not an object is `unreadable`. */
export function rowsAt(document: unknown, path: string): Row[] {
  const place = document === undefined ? undefined : placeAt(document, path);
  if (place === undefined || place === null || place === '') return [];
  const rows = (Array.isArray(place) ? place : [place]).filter((row) => row !== null && row !== '');
  if (rows.some((row) => typeof row !== 'object' || Array.isArray(row))) throw new AskingFailed('unreadable');
  return rows.filter((row) => Object.keys(row).length > 0) as Row[];
}

/** Whether any field the file names stands in the row, be it null. */
export function holdsAny(row: Row, fields: ResultService['fields']): boolean {
  for (const field of Object.values(fields)) if (placeAt(row, field) !== undefined) return true;
  return false;
}
