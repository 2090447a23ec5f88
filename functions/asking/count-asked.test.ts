/** What is counted of sources' words at the doors: neither staff who look somebody up nor one person alone can have a source held. */
import { expect, test } from 'vitest';
import { HOUR_MS } from '../../core/index.ts';
import { beginAtTheDoors, doors, ground, newChild, newNumber } from '../testing/at-the-doors.ts';
import { type Json, NAME, row } from '../testing/doors.ts';
import { boundPerson, childClaim, vouch } from '../testing/families.ts';
import { openVenue } from '../testing/venues.ts';

beginAtTheDoors();

const answerAll = async () => {
  for (const { id } of ground.configuration.sources) await doors.answer(id);
};
const counted = async () => {
  const hours = await doors.effects.hours.read('delta', ground.clock.now());
  const sum = (name: 'n' | 'a' | 'r' | 'p') => hours.reduce((all, hour) => all + (hour[name] ?? 0), 0);
  return { n: sum('n'), a: sum('a'), r: sum('r'), p: sum('p') };
};
const grownBy = (before: Json, after: Json) =>
  Object.fromEntries(Object.entries(after).map(([name, sum]) => [name, (sum as number) - before[name]]));
const positive = (number: string, name = NAME) => {
  ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(name, number, { outcome: '阳性' })] });
};

test('a look-up counts as a question, and brings no results: each is about somebody new', async () => {
  const number = newNumber();
  positive(number);
  const before = await counted();
  for (let at = 0; at < 3; at += 1) {
    const { id, staff } = await openVenue();
    const body = { venue: id, name: NAME, document: { type: 'resident-id', number }, consent: { textVersion: 'a' } };
    expect((await doors.call('POST', '/look-ups', { token: staff, body })).status).toBe(202);
    await answerAll();
  }
  expect(grownBy(before, await counted())).toEqual({ n: 3, a: 3, r: 0, p: 0 });
});

test('a person counts once as positive within what a source is held by, however often they are bound and forgotten', async () => {
  const token = await boundPerson();
  const child = newChild();
  positive(child, '小测试');
  const before = await counted();
  const bindAndAsk = async (id: string) => {
    expect((await vouch(token, id, childClaim(child))).status).toBe(200);
    expect((await doors.results(token, { scope: 'delta', for: id })).status).toBe(200);
    await doors.answer('delta');
    expect((await doors.call('DELETE', `/dependents/${id}`, { token })).status).toBe(204);
  };
  for (const id of ['child001', 'child002', 'child003']) await bindAndAsk(id);
  expect(grownBy(before, await counted())).toEqual({ n: 3, a: 3, r: 3, p: 1 });
  // A mark is kept until the end of its second.
  ground.clock.advance(2 * HOUR_MS + 1000);
  const later = await counted();
  const again = await boundPerson();
  expect((await vouch(again, 'child004', childClaim(child))).status).toBe(200);
  await doors.results(again, { scope: 'delta', for: 'child004' });
  await doors.answer('delta');
  expect(grownBy(later, await counted())).toEqual({ n: 1, a: 1, r: 1, p: 1 });
});
