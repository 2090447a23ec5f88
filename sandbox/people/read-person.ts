/** Reads a person's file: every field whose name ends in At, and `until` and `since`, becomes an Instant. */
import { type Instant, parseInstant } from '../../core/index.ts';
import type { Person } from './person.ts';

const INSTANT_FIELD = /(^at|At|^until|^since)$/;

/** The file's shape is person.schema.json's business; a time that is no instant is refused here, with its place. */
export function readPerson(text: string, file: string): Person {
  return JSON.parse(text, (field: string, value: unknown): unknown =>
    INSTANT_FIELD.test(field) ? readInstant(value, `${file}: ${field}`) : value,
  ) as Person;
}

function readInstant(value: unknown, place: string): Instant {
  const at = typeof value === 'string' ? parseInstant(value) : undefined;
  if (at === undefined) {
    throw new Error(`${place}: "${value}" is no instant; write it like 2022-08-01T07:45:00+08:00`);
  }
  return at;
}
