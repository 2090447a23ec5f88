/** Reading: JSON of the server, word by word. What is not there or not understood is `undefined`, never a guess. */
import { type Instant, parseInstant } from '../../../core/index.ts';

export type Json = Record<string, unknown>;

export interface Names {
  zh: string;
  en: string;
}

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
export const instant = (value: unknown): Instant | undefined =>
  typeof value === 'string' ? parseInstant(value) : undefined;
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
export const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
export const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

export function oneOf<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value);
}

export function readNames(json: unknown): Names | undefined {
  if (!isObject(json)) return undefined;
  const [zh, en] = [text(json.zh), text(json.en)];
  return zh === undefined || en === undefined ? undefined : { zh, en };
}

/** A word this version does not know makes the whole answer unreadable: half a decision would be a wrong one. */
export class UnknownWord extends Error {}

export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new UnknownWord();
  return value;
}

/** What `reader` makes of an object; `undefined` when it meets a word it does not know. */
export function read<T>(json: unknown, reader: (json: Json) => T): T | undefined {
  if (!isObject(json)) return undefined;
  try {
    return reader(json);
  } catch (error) {
    if (error instanceof UnknownWord) return undefined;
    throw error;
  }
}
