/** Gives the people marked `bound` a finished binding, and their families, over the gateway, exactly as their phones would ask for it. */
import type { FamilyMember, Person } from './people/index.ts';
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
  const unvouched = await vouchForFamily(person, phone);
  if (unvouched) return failed(person, unvouched);
  return { person: person.id, outcome: known === person.documents.length ? 'was bound' : 'bound' };
}

/** Resolves to what went wrong. */
async function vouchForFamily({ family = [] }: Person, phone: Phone): Promise<Answer | undefined> {
  if (family.length === 0) return undefined;
  const listed = await phone.ask('GET', '/dependents');
  const missing = (answer: Answer) => family.filter((member) => !isConfirmed(member, answer));
  if (listed.status !== 200 || missing(listed).length === 0) return listed.status === 200 ? undefined : listed;
  const answer = await phone.vouch(missing(listed));
  return answer.status === 200 && missing(answer).length === 0 ? undefined : answer;
}

function isConfirmed({ documents: [document] }: FamilyMember, { body }: Answer): boolean {
  const listed = body.dependents as { document: { last4: string }; state: string }[];
  return listed.some((each) => each.state === 'confirmed' && document!.number.endsWith(each.document.last4));
}

const failed = ({ id }: Person, { status, body }: Answer): Seeded => ({
  person: id,
  outcome: 'failed',
  why: `${status} ${body?.title ?? body?.state ?? ''} ${body?.detail ?? ''}`.trim(),
});
