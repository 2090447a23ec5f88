/** Gives the people marked `bound` a finished binding, over the gateway, exactly as their phones would ask for it. */
import type { Person } from './people/index.ts';
import { type Answer, Phone } from './phone.ts';
import type { SuperApps } from './super-apps/index.ts';

export interface Seeded {
  person: string;
  outcome: 'bound' | 'was bound' | 'failed';
  /** With `failed`, what was answered. */
  why?: string;
}

export async function seedPeople(people: Person[], gatewayOrigin: string, superApps: SuperApps): Promise<Seeded[]> {
  const bound = people.filter((person) => person.bound);
  return Promise.all(bound.map((person) => seed(person, new Phone(gatewayOrigin, superApps))));
}

async function seed(person: Person, phone: Phone): Promise<Seeded> {
  const session = await phone.signIn(person);
  if (session.status !== 200) return failed(person, session);
  const known = session.body.bound ? (await phone.ask('GET', '/identity')).body.documents.length : 0;
  for (let place = known; place < person.documents.length; place += 1) {
    const answer = await phone.bind(person, place);
    if (answer.body?.state !== 'bound') return failed(person, answer);
  }
  return { person: person.id, outcome: known === person.documents.length ? 'was bound' : 'bound' };
}

const failed = ({ id }: Person, { status, body }: Answer): Seeded => ({
  person: id,
  outcome: 'failed',
  why: `${status} ${body?.title ?? body?.state ?? ''} ${body?.detail ?? ''}`.trim(),
});
