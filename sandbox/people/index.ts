/** The invented people, one file each, in the order of their files' names. */
import { readdirSync, readFileSync } from 'node:fs';
import type { FamilyMember, Person } from './person.ts';
import { readPerson } from './read-person.ts';

export type { FamilyMember, Person, PersonDocument, PersonTest } from './person.ts';

const folder = new URL('.', import.meta.url);

export const people: Person[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
  .sort()
  .map((file) => readPerson(readFileSync(new URL(file, folder), 'utf8'), file));

/** These and their families: everybody whom a source may hold something about. */
export function everyone(among: readonly Person[]): (Person | FamilyMember)[] {
  return among.flatMap((person) => [person, ...(person.family ?? [])]);
}
