/** The rows of an answer: one object, a list, or nothing. */
import { AskingFailed } from '../protocol.ts';
import type { ResultService } from '../source-file.ts';
import { placeAt, stepsIn } from './path.ts';

export type Row = Record<string, unknown>;

/**
 * Absent, null, empty text, an empty list or object: no rows. Anything else that is not an object is `unreadable`, there and on
 * the way there: JSON left as text where an object was agreed holds we do not know what, and must not pass for nothing.
 */
export function rowsAt(document: unknown, path: string): Row[] {
  const place = document === undefined ? undefined : openPlace(document, path);
  const rows: Row[] = [];
  for (const row of Array.isArray(place) ? place : [place]) {
    if (row === undefined || row === null || row === '') continue;
    if (typeof row !== 'object' || Array.isArray(row)) throw new AskingFailed('unreadable');
    if (!isEmpty(row)) rows.push(row);
  }
  return rows;
}

/** An empty list counts as an empty object: that is how some write one. */
function openPlace(document: unknown, path: string): unknown {
  let current = document;
  for (const step of stepsIn(path)) {
    if (current === undefined || current === null || current === '') return undefined;
    const isList = Array.isArray(current) && current.length > 0;
    if (typeof current !== 'object' || (isList && !/^\d+$/.test(step))) throw new AskingFailed('unreadable');
    current = placeAt(current, step);
  }
  return current;
}

function isEmpty(row: object): boolean {
  for (const _name in row) return false;
  return true;
}

/** Whether any field the file names stands in the row, be it null. The first mostly does, with a text. */
export function holdsAny(row: Row, fields: ResultService['fields']): boolean {
  for (const name in fields) {
    const path = fields[name as keyof typeof fields]!;
    if (typeof row[path] === 'string' || placeAt(row, path) !== undefined) return true;
  }
  return false;
}
