/** Paths into a reply: names and positions joined by dots, as in `data.list.0.result`. No expressions, on purpose. */

/** Paths come from source files, so that there are few of them. */
const stepsOf = new Map<string, readonly string[]>();

export function stepsIn(path: string): readonly string[] {
  const known = stepsOf.get(path);
  if (known !== undefined) return known;
  const steps = path.split('.');
  stepsOf.set(path, steps);
  return steps;
}

/** What stands there, or `undefined`. Only own properties count. */
export function placeAt(document: unknown, path: string): unknown {
  let current = document;
  for (const step of stepsIn(path)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string, unknown>)[step];
  }
  return current;
}

/** A word, number or truth value there, as text without surrounding space; `undefined` for null, objects and nothing. */
export function textAt(document: unknown, path: string): string | undefined {
  // Most paths are one step, and nothing that an object inherits is a word, number or truth value.
  const near =
    typeof document === 'object' && document !== null ? (document as Record<string, unknown>)[path] : undefined;
  return textOf(near === undefined ? placeAt(document, path) : near);
}

export type TextReader = (row: Record<string, unknown>) => string | undefined;
const readerOf = new Map<string, TextReader>();

/** The same for a field that row after row is asked for; one the source does not have is in none. */
export function textReaderOf(path: string | undefined): TextReader {
  if (path === undefined) return nothing;
  const known = readerOf.get(path);
  if (known !== undefined) return known;
  const reader: TextReader = stepsIn(path).length > 1 ? (row) => textAt(row, path) : (row) => textOf(row[path]);
  readerOf.set(path, reader);
  return reader;
}

const nothing = () => undefined;

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A copy of the document with another value at an existing path. */
export function replaceAt(document: unknown, path: string, value: unknown): unknown {
  const [step = '', ...rest] = path.split('.');
  const copy = Array.isArray(document) ? [...document] : { ...(document as object) };
  const place = copy as Record<string, unknown>;
  place[step] = rest.length === 0 ? value : replaceAt(place[step], rest.join('.'), value);
  return copy;
}
