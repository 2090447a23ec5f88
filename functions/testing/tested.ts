/** Tested: an invented person at the doors whom every source has answered about. */
import { doors, ground, newNumber, newPerson } from './at-the-doors.ts';
import { type Json, NAME, phoneClaim, row } from './doors.ts';

export interface Somebody {
  token: string;
  number: string;
  person: string;
}

/** Bound by their phone, with what `rows` say at the delta's source; every source has answered. */
export async function somebody(rows: Json[] = [{}], name = NAME): Promise<Somebody> {
  const number = newNumber();
  const person = newPerson();
  const { body } = await doors.bind(await doors.signIn(person), phoneClaim(number, name));
  await sourcesSay(body.token, number, rows, name);
  return { token: body.token, number, person };
}

export async function sourcesSay(token: string, number: string, rows: Json[], name = NAME) {
  ground.answers['/delta/results'] = () => ({ code: '0', rows: rows.map((more) => row(name, number, more)) });
  await doors.results(token, { ask: 'now' });
  for (const { id } of ground.configuration.sources) await doors.answer(id);
}
