/** The contract against the door of links: every status and every body it gives is the document's, and everything in it is given. */
import { beforeAll, expect, test, vi } from 'vitest';
import { beginAtTheDoors, doors, ground, newPerson } from './testing/at-the-doors.ts';
import { contract, HELD_ELSEWHERE, Holding, promisedOf } from './testing/contract.ts';
import { somebody } from './testing/tested.ts';
import { openVenue } from './testing/venues.ts';

beginAtTheDoors();
const { given, problems, call, callBroken } = new Holding();
let token: string;

async function callWithWrongBodies(path: string) {
  await call('POST', path, { token, body: {} });
  await call('POST', path, { token, body: '{}', headers: { 'content-type': 'text/plain' } });
  await call('POST', path, { token, body: { to: 'x'.repeat(17_000) } });
}

beforeAll(() => {
  for (const level of ['warn', 'info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});

test('links', async () => {
  ({ token } = await somebody());
  const stranger = await doors.signIn(newPerson());
  const venue = await openVenue();
  const once = { to: 'venue', venue: venue.id, opens: 'once' };
  const { body } = await call('POST', '/share-links', { token, body: once });
  const person = await call('POST', '/share-links', { token, body: { to: 'person', opens: 'once' } });
  await callWithWrongBodies('/share-links');
  await call('POST', '/share-links', { token, body: { ...once, for: 'abcd1234' } });
  await call('POST', '/share-links', { token: stranger, body: once });
  await callBroken('POST', '/share-links', { body: once });

  const openings = `/share-links/${body.id}/openings`;
  const { secret } = body;
  await callWithWrongBodies(openings);
  await call('POST', openings, { token: stranger, body: { secret: 'none' } });
  await call('POST', openings, { token: stranger, body: { secret } });
  await call('POST', openings, { token: venue.staff, body: { secret } });
  for (const each of [token, stranger])
    await call('POST', `/share-links/${person.body.id}/openings`, {
      token: each,
      body: { secret: person.body.secret },
    });
  await callBroken('POST', openings, { body: { secret } });

  await call('DELETE', `/share-links/${body.id}`, { token });
  await call('DELETE', '/share-links/AAAAAAAAAAAA', { token });
  await call('DELETE', `/share-links/${body.id}`, { token: stranger });
  await callBroken('DELETE', `/share-links/${body.id}`);
  await call('GET', '/share-links', { token });
  await call('GET', '/share-links', { token: stranger });
  await callBroken('GET', '/share-links');
  vi.spyOn(doors.effects.attempts, 'count').mockResolvedValue({ count: 1e9, endsAt: ground.clock.now() + 60_000 });
  await call('POST', '/share-links', { token, body: once });
  await call('POST', openings, { token, body: { secret } });
});

test('whatever the contract promises of them has been seen above', () => {
  const { paths, problems: own } = HELD_ELSEWHERE['share-links'];
  expect([...given].sort()).toEqual(promisedOf(Object.keys(contract.paths).filter((path) => paths.test(path))).sort());
  expect([...problems]).toEqual(expect.arrayContaining(own));
});
