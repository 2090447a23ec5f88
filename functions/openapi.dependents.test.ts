/** The contract against the door of dependents: every status and every body it gives is the document's, and everything in it is given. */
import { beforeAll, expect, test, vi } from 'vitest';
import { DEPENDENT_STATES, RELATIONS } from '../core/index.ts';
import { LIMITS } from './door/attempts-left.ts';
import {
  beginAtTheDoors,
  doors,
  ground,
  matchedClaim,
  newChild,
  newNumber,
  newPerson,
} from './testing/at-the-doors.ts';
import { contract, HELD_ELSEWHERE, Holding, promisedOf } from './testing/contract.ts';
import type { Call } from './testing/doors.ts';
import { boundPerson, childClaim, vouch } from './testing/families.ts';

beginAtTheDoors();
const { given, problems, call } = new Holding();

beforeAll(() => {
  for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});

test('the lists of words are the code’s own', () => {
  const { Dependents, Relation } = contract.components.schemas;
  expect(Relation.enum).toEqual(RELATIONS);
  expect(Dependents.properties.dependents.items.properties.state.enum).toEqual(DEPENDENT_STATES);
});

test('dependents', async () => {
  const token = await boundPerson();
  const { body: weak } = await doors.bind(await doors.signIn(newPerson()), matchedClaim(newNumber()));
  const path = '/dependents/child001';
  const put = (asked: Call) => call('PUT', path, { token, ...asked });
  await put({ body: childClaim(newChild()) });
  await put({ body: childClaim(newChild()) });
  await call('GET', '/dependents', { token });
  await vouch(token, 'child002', childClaim(newChild()));
  await call('GET', '/dependents', { token });

  await put({ body: { relation: 'child' } });
  await put({ body: '{}', headers: { 'content-type': 'text/plain' } });
  await put({ body: { name: 'x'.repeat(17_000) } });
  for (const [method, each] of [
    ['PUT', path],
    ['DELETE', path],
    ['GET', '/dependents'],
  ] as const) {
    const body = method === 'PUT' ? childClaim(newChild()) : undefined;
    await call(method, each, { body });
    await call(method, each, { token: weak.token, body });
    vi.spyOn(doors.effects.sessions, 'open').mockRejectedValueOnce(new Error('defect'));
    await call(method, each, { token, body });
  }

  const book = vi.spyOn(doors.effects.control, 'book').mockResolvedValue(undefined);
  expect((await call('PUT', '/dependents/child003', { token, body: childClaim(newChild()) })).status).toBe(503);
  book.mockRestore();
  for (let at = 0; at < LIMITS[0].most; at += 1) await put({ body: childClaim(newChild()) });

  await call('DELETE', '/dependents/child002', { token });
  await call('DELETE', '/dependents/child002', { token });
  await call('DELETE', '/dependents/short', { token });
});

test('too many dependents', async () => {
  const person = newPerson();
  let token = await boundPerson(newNumber(), person);
  for (let at = 1; at <= 9; at += 1) {
    await call('PUT', `/dependents/child-0${at}`, { token, body: childClaim(newChild()) });
    await doors.answer('nation');
    await call('GET', '/dependents', { token });
    // So often in an hour and no more.
    if (at === LIMITS[0].most) ground.clock.advance(LIMITS[0].windowMs);
    if (at === LIMITS[0].most) token = await doors.signIn(person);
  }
});

test('everything that the contract promises of dependents was given', () => {
  const { paths, problems: own } = HELD_ELSEWHERE.dependents;
  const promised = promisedOf(Object.keys(contract.paths).filter((path) => paths.test(path)));
  expect(promised.filter((each) => !given.has(each))).toEqual([]);
  expect(own.filter((each) => !problems.has(each))).toEqual([]);
});
