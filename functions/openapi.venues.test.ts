/** The contract against the doors of venues: every status and every body they give is the document's, and everything in it is given. */
import { beforeAll, expect, test, vi } from 'vitest';
import { beginAtTheDoors, doors, newPerson } from './testing/at-the-doors.ts';
import { contract, HELD_ELSEWHERE, Holding, promisedOf } from './testing/contract.ts';
import type { Call } from './testing/doors.ts';
import { accountOf, openVenue, type TestVenue } from './testing/venues.ts';
import { JOINING_LIMITS, MAKING_LIMITS, MOST_STAFF } from './venues/limits.ts';

beginAtTheDoors();
const { given, problems, hold } = new Holding();
let venue: TestVenue;

async function call(method: string, path: string, asked: Call = {}) {
  return hold(method, path, await doors.call(method, path, asked));
}
/** Once without a session, and once while the session cannot be read. */
async function callBroken(method: string, path: string, asked: Call = {}) {
  await call(method, path, { ...asked, token: undefined });
  vi.spyOn(doors.effects.sessions, 'open').mockRejectedValueOnce(new Error('defect'));
  await call(method, path, { ...asked, token: venue.staff });
}
/** Everything that can be wrong with a body before it is read. */
async function callWithWrongBodies(method: string, path: string, token: string) {
  await call(method, path, { token, body: {} });
  await call(method, path, { token, body: '{}', headers: { 'content-type': 'text/plain' } });
  await call(method, path, { token, body: { invitation: 'x'.repeat(17_000) } });
}

beforeAll(async () => {
  for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
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
  for (let at = 0; at <= JOINING_LIMITS[0]!.most; at += 1)
    await call('PUT', `/venues/${id}/staff`, { token: stranger, body: { invitation: 'none' } });

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
    for (let at = 0; at <= MAKING_LIMITS[0]!.most; at += 1) await call(method, path, { token: manager });
    await call(method, path, { token: stranger });
    await callBroken(method, path);
  }
});

test('whatever the contract promises of them has been seen above', () => {
  const { paths, problems: own } = HELD_ELSEWHERE.venues;
  expect([...given].sort()).toEqual(promisedOf(Object.keys(contract.paths).filter((path) => paths.test(path))).sort());
  expect([...problems]).toEqual(expect.arrayContaining(own));
});
