/** The rows of an answer: one object, a list, or nothing. */
import { AskingFailed } from '../protocol.ts';
import type { ResultService } from '../source-file.ts';
import { placeAt } from './path.ts';

export type Row = Record<string, unknown>;

/**
 * Absent, null, empty text, an empty list or object: no rows. Anything else that is not an object is `unreadable`, there and on
 * the way there: JSON left as text where an object was agreed holds we do not know what, and must not pass for nothing.
 */
export function rowsAt(document: unknown, path: string): Row[] {
  if (document === undefined) return [];
  refuseBlockedWay(document, path);
  const place = placeAt(document, path);
  if (place === undefined || place === null || place === '') return [];
  const rows = (Array.isArray(place) ? place : [place]).filter((row) => row !== null && row !== '');
  if (rows.some((row) => typeof row !== 'object' || Array.isArray(row))) throw new AskingFailed('unreadable');
  return rows.filter((row) => Object.keys(row).length > 0) as Row[];
}

/** An empty list counts as an empty object: that is how some write one. */
function refuseBlockedWay(document: unknown, path: string): void {
  let current = document;
  for (const step of path.split('.')) {
    if (current === undefined || current === null || current === '') return;
    const isList = Array.isArray(current) && current.length > 0;
    if (typeof current !== 'object' || (isList && !/^\d+$/.test(step))) throw new AskingFailed('unreadable');
    current = placeAt(current, step);
  }
}

/** Whether any field the file names stands in the row, be it null. */
export function holdsAny(row: Row, fields: ResultService['fields']): boolean {
  for (const field of Object.values(fields)) if (placeAt(row, field) !== undefined) return true;
  return false;
}
