/** Families: what a guardian's phone does, for the tests of several doors. */
import { doors, ground, newNumber, newPerson } from './at-the-doors.ts';
import { type Answered, phoneClaim } from './doors.ts';

/** What a guardian says of a child. */
export function childClaim(number: string, more: object = {}): object {
  return {
    name: '小测试',
    document: { type: 'resident-id', number },
    relation: 'child',
    consent: { textVersion: 'family-2022-08-01' },
    ...more,
  };
}

/** Somebody who has proven their phone; the token of their finished session. */
export async function boundPerson(number = newNumber(), person = newPerson()): Promise<string> {
  const { body } = await doors.bind(await doors.signIn(person), phoneClaim(number));
  return body.token;
}

/** Vouches to the end and returns the answer of GET /dependents. */
export async function vouch(token: string, id: string, body: object): Promise<Answered> {
  const put = await doors.call('PUT', `/dependents/${id}`, { token, body });
  if (put.status !== 202) throw new Error(`PUT /dependents answered ${put.text}`);
  for (;;) {
    for (const { id: source } of ground.configuration.sources) await doors.answer(source);
    const looked = await doors.call('GET', '/dependents', { token });
    if (looked.body.pollAfterMs === null) return looked;
  }
}
