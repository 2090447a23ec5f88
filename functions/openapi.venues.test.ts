/** The contract against the doors of venues: every status and every body they give is the document's, and everything in it is given. */
import { beforeAll, expect, test, vi } from 'vitest';
import { formatInstant } from '../core/index.ts';
import { beginAtTheDoors, doors, ground, newPerson } from './testing/at-the-doors.ts';
import { contract, HELD_ELSEWHERE, Holding, promisedOf } from './testing/contract.ts';
import type { Call } from './testing/doors.ts';
import { newCode, newPhoneKey, showing } from './testing/phone-key.ts';
import { somebody } from './testing/tested.ts';
import { publishTrust } from './testing/trust.ts';
import { accountOf, openVenue, type TestVenue } from './testing/venues.ts';
import { MOST_STAFF } from './venues/limits.ts';

beginAtTheDoors();
const { given, problems, call, callBroken } = new Holding();
let venue: TestVenue;

/** As one time too many. */
async function callTooOften(method: string, path: string, asked: Call = {}) {
  vi.spyOn(doors.effects.attempts, 'count').mockResolvedValueOnce({ count: 1_000_000, endsAt: ground.clock.now() + 1 });
  expect((await call(method, path, asked)).status).toBe(429);
}
/** Everything that can be wrong with a body before it is read. */
async function callWithWrongBodies(method: string, path: string, token: string) {
  await call(method, path, { token, body: {} });
  await call(method, path, { token, body: '{}', headers: { 'content-type': 'text/plain' } });
  await call(method, path, { token, body: { invitation: 'x'.repeat(17_000) } });
}

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  venue = await openVenue();
});

test('venues', async () => {
  const { id, manager, staff } = venue;
  const token = await doors.signIn(newPerson());
  await call('GET', '/venues', { token: manager });
  await callBroken('GET', '/venues');
  await call('GET', `/venues/${id}/staff`, { token: manager });
  await call('GET', `/venues/${id}/staff`, { token: staff });
  await callBroken('GET', `/venues/${id}/staff`);

  const { body } = await call('POST', `/venues/${id}/invitations`, { token: manager });
  const { invitation } = body;
  vi.spyOn(doors.effects.venues, 'staffOf').mockResolvedValueOnce(Array.from({ length: MOST_STAFF }) as never);
  await call('PUT', `/venues/${id}/staff`, { token, body: { invitation } });
  await call('PUT', `/venues/${id}/staff`, { token, body: { invitation } });
  const stranger = await doors.signIn(newPerson());
  await callWithWrongBodies('PUT', `/venues/${id}/staff`, stranger);
  await callBroken('PUT', `/venues/${id}/staff`, { body: { invitation } });
  await call('PUT', `/venues/${id}/staff`, { token: stranger, body: { invitation: 'none' } });
  await callTooOften('PUT', `/venues/${id}/staff`, { token: stranger, body: { invitation: 'none' } });

  const keyOf = async (account: string) =>
    (await doors.effects.venues.staffOf(id)).find((each) => each.account === account)!.key;
  const [key, managerKey] = [await keyOf(await accountOf(token)), await keyOf(await accountOf(manager))];
  await call('DELETE', `/venues/${id}/staff/${managerKey}`, { token });
  await call('DELETE', `/venues/${id}/staff/${managerKey}`, { token: manager });
  await call('DELETE', `/venues/${id}/staff/${key}`, { token: manager });
  await call('DELETE', `/venues/${id}/staff/${key}`, { token: manager });
  await callBroken('DELETE', `/venues/${id}/staff/${key}`);

  for (const [method, path] of [
    ['POST', `/venues/${id}/invitations`],
    ['GET', `/venues/${id}/poster`],
  ] as const) {
    await call(method, path, { token: manager });
    await callTooOften(method, path, { token: manager });
    await call(method, path, { token: stranger });
    await callBroken(method, path);
  }
});

test('verifications', async () => {
  await publishTrust(doors.effects);
  const path = '/verifications';
  const { token } = await somebody();
  const { body: issued, key } = await newCode(doors, token);
  const code = showing(issued.credential, key, ground.clock.now());
  const ask = (text: string, asked: Call = {}) =>
    call('POST', path, { token: venue.staff, body: { code: text, venue: venue.id }, ...asked });
  expect((await ask(code)).body.kind).toBe('admit');
  expect((await ask(code, { token: venue.manager })).status).toBe(409);
  expect((await ask(code, { token })).status).toBe(403);
  expect((await ask('https://example.com/')).body.kind).toBe('not-a-code');
  const stale = showing(issued.credential, key, ground.clock.now() - 120_000);
  expect((await ask(stale)).body.kind).toBe('ask-online');
  expect((await ask(showing(issued.credential, newPhoneKey(), ground.clock.now()))).body.kind).toBe('refuse');
  await callWithWrongBodies('POST', path, venue.staff);
  await callBroken('POST', path, { body: { code, venue: venue.id } });
  await callTooOften('POST', path, { token: venue.staff, body: { code, venue: venue.id } });
});

test('desks', async () => {
  const { body: desk } = await call('POST', '/desks');
  const [pairing, entering] = [`/desks/${desk.id}`, `/desks/${desk.id}/sessions`];
  const secret = { body: { secret: desk.secret } };
  await call('POST', entering, secret);
  const pair = { token: venue.staff, body: { venue: venue.id } };
  await call('PUT', pairing, { ...pair, token: await doors.signIn(newPerson()) });
  await call('PUT', pairing, pair);
  await call('PUT', pairing, { ...pair, token: venue.manager });
  await call('PUT', '/desks/none', pair);
  await callWithWrongBodies('PUT', pairing, venue.staff);
  await callBroken('PUT', pairing, pair);
  expect((await call('POST', entering, secret)).body.state).toBe('paired');
  await call('POST', '/desks/none/sessions', secret);
  await callWithWrongBodies('POST', entering, venue.staff);
  vi.spyOn(doors.effects.desks, 'enter').mockRejectedValueOnce(new Error('defect'));
  await call('POST', entering, secret);
  vi.spyOn(doors.effects.desks, 'open').mockRejectedValueOnce(new Error('defect'));
  await call('POST', '/desks');
  await callTooOften('PUT', pairing, pair);
  await callTooOften('POST', '/desks');
});

test('tallies', async () => {
  const counts = { admit: 1, refuse: 0, askOnline: 0, compared: 1 };
  const day = formatInstant(ground.clock.now()).slice(0, 10);
  const tally = { token: venue.staff, body: { venue: venue.id, day, counts, phone: '0a1b2c3d' } };
  await call('POST', '/tallies', { ...tally, token: await doors.signIn(newPerson()) });
  await callWithWrongBodies('POST', '/tallies', venue.staff);
  await callBroken('POST', '/tallies', tally);
  await call('POST', '/tallies', tally);
  await callTooOften('POST', '/tallies', tally);
});

test('whatever the contract promises of them has been seen above', () => {
  const { paths, problems: own } = HELD_ELSEWHERE.venues;
  expect([...given].sort()).toEqual(promisedOf(Object.keys(contract.paths).filter((path) => paths.test(path))).sort());
  expect([...problems]).toEqual(expect.arrayContaining(own));
});
