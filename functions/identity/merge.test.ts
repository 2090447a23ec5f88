/** What becomes of two citizens who turn out to be one. */
import { expect, test } from 'vitest';
import { beginAtTheDoors, citizenOf, doors, ground, newNumber, newPerson } from '../testing/at-the-doors.ts';
import { type Json, NAME, phoneClaim } from '../testing/doors.ts';

beginAtTheDoors();

test('two citizens who turn out to be one are joined with all their documents', async () => {
  const number = newNumber();
  const one = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
  const two = await doors.bind(await doors.signIn(newPerson()), phoneClaim('E56789123', NAME, 'passport'));
  const joined = await doors.bind(two.body.token, phoneClaim(number));
  expect(joined.body.documents.map((each: Json) => each.type).sort()).toEqual(['passport', 'resident-id']);
  expect(await citizenOf(joined.body.token)).toBe(await citizenOf(one.body.token));
  const { body } = await doors.results(joined.body.token);
  expect(body.sources).toHaveLength(3);
  expect(ground.waiting('nation')).toHaveLength(2);
  expect((await doors.results(two.body.token)).body.type).toBe('/problems/session-over');
});
