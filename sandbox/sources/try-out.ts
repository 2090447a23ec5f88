/** Starts one simulator for a test: a clock that stands, no seeded surprises, any people and any holdings. */
import { people } from '../people/index.ts';
import { HandClock } from './hand-clock.ts';
import { holdingsOf, type Lookup } from './holdings.ts';
import { type Served, serve } from './serve.ts';
import type { CreateSimulator } from './simulator.ts';

/** What a source answered, of no known shape. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into it field by field, and fails where it is otherwise
export type Foreign = any;

export interface TriedOut extends Served {
  clock: HandClock;
  secret: Record<string, string>;
}

export async function tryOut(create: CreateSimulator, lookup?: Lookup): Promise<TriedOut> {
  const clock = new HandClock();
  const served = await serve(create, holdingsOf(people, lookup), { clock, seed: 1 });
  return { ...served, clock, secret: served.simulator.secret };
}

/** Name and number of an invented person's document. */
export function personOf(id: string, document = 0): { name: string; number: string; phone: string } {
  const person = people.find((each) => each.id === id);
  if (!person) throw new Error(`nobody is called ${id}`);
  return { name: person.name, number: person.documents[document]!.number, phone: person.phone.number };
}
