/** Venues at their door: who is staff, who may invite, what an invitation is good for, and the poster. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DAY_MS, instantOf } from '../core/index.ts';
import { readVenueCode } from '../core/share-code/venue-code.ts';
import { PROBLEMS } from './door/problem.ts';
import { TRUST_MEANS } from './effects/trust.ts';
import { beginAtTheDoors, doors, ground, newPerson } from './testing/at-the-doors.ts';
import { typeOf } from './testing/doors.ts';
import { publishTrust } from './testing/trust.ts';
import { accountOf, MALL, openVenue, type TestVenue } from './testing/venues.ts';
import { JOINING_LIMITS, MAKING_LIMITS, MOST_STAFF } from './venues/limits.ts';

beginAtTheDoors();
let venue: TestVenue;
beforeEach(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => {});
  venue = await openVenue();
});
afterEach(() => vi.restoreAllMocks());

const mine = (token: string) => doors.call('GET', '/venues', { token });
const invite = async (token = venue.manager, id = venue.id) =>
  doors.call('POST', `/venues/${id}/invitations`, { token });
const join = (token: string, invitation: unknown, id: string = venue.id) =>
  doors.call('PUT', `/venues/${id}/staff`, { token, body: { invitation } });
const staffOf = (token = venue.manager) => doors.call('GET', `/venues/${venue.id}/staff`, { token });
const remove = (token: string, key: string) => doors.call('DELETE', `/venues/${venue.id}/staff/${key}`, { token });
const poster = (token = venue.manager) => doors.call('GET', `/venues/${venue.id}/poster`, { token });
const keyOf = async (token: string) => (await mine(token)).body.venues[0].key;

test('whoever is staff sees where, with the place by its name, and what they may do', async () => {
  const written = {
    id: venue.id,
    zh: MALL.zh,
    en: MALL.en,
    jurisdiction: { code: '310000', zh: '上海', en: 'Shanghai' },
    scene: 'public-places',
    key: expect.stringMatching(/^[a-z0-9]{6}$/),
  };
  expect((await mine(venue.manager)).body).toEqual({ venues: [{ ...written, role: 'manager' }] });
  expect((await mine(venue.staff)).body).toEqual({ venues: [{ ...written, role: 'staff' }] });
  expect((await mine(await doors.signIn(newPerson()))).body).toEqual({ venues: [] });
});

test('a venue cannot be stricter than its place and scene: what else is given is kept nowhere and told to nobody', async () => {
  const id = (await doors.effects.venues.add({ ...MALL, windowHours: 1, compare: 'document' } as never))!;
  await doors.effects.venues.appoint(id, await accountOf(venue.staff), 'staff');
  const [own] = (await mine(venue.staff)).body.venues.filter((each: { id: string }) => each.id === id);
  expect(Object.keys(own).sort()).toEqual(['en', 'id', 'jurisdiction', 'key', 'role', 'scene', 'zh']);
  expect(await ground.dump('recognition-ledger')).not.toMatch(/windowHours|compare/);
});

test('what is done there is noted by the numbers of staff, and leads to nobody', async () => {
  const token = await doors.signIn(newPerson());
  await join(token, (await invite()).body.invitation);
  const [manager, key] = [await keyOf(venue.manager), await keyOf(token)];
  await poster();
  await poster();
  await remove(venue.manager, key);
  const acts = await doors.effects.acts.list(`venue#${venue.id}`);
  expect(acts.map(({ at: _, ...act }) => act)).toEqual([
    { act: 'staff-invited', by: manager },
    { act: 'staff-joined', by: key, what: 'staff' },
    { act: 'poster-made', by: manager },
    { act: 'staff-removed', by: manager, what: key },
  ]);
  for (const account of [await accountOf(token), await accountOf(venue.manager)])
    expect(JSON.stringify(acts)).not.toContain(account);
  ground.clock.advance(400 * DAY_MS + 2_000);
  expect(await doors.effects.acts.list(`venue#${venue.id}`)).toEqual([]);
  ground.clock.advance(-400 * DAY_MS - 2_000);
});

describe('an invitation', () => {
  test('is a link whose secret no server sees, of which only a hash is kept', async () => {
    const { status, body } = await invite();
    expect(status).toBe(201);
    expect(body.link).toBe(
      `https://h5.example/#/staff/pages/join/index?venue=${venue.id}&invitation=${body.invitation}`,
    );
    expect(Buffer.from(body.invitation, 'base64url')).toHaveLength(16);
    expect(await ground.dump('recognition-ledger')).not.toContain(body.invitation);
  });

  test('makes whoever opens it staff, once', async () => {
    const { invitation } = (await invite()).body;
    const [first, second] = [await doors.signIn(newPerson()), await doors.signIn(newPerson())];
    const joined = await join(first, invitation);
    expect([joined.status, joined.body.venue.role]).toEqual([200, 'staff']);
    // An answer that was lost on its way is asked for again.
    expect((await join(first, invitation)).body).toEqual(joined.body);
    expect(typeOf(await join(second, invitation))).toBe('invitation-unknown');
    expect((await mine(second)).body.venues).toEqual([]);
  });

  test('of ten who open it at one moment one is staff', async () => {
    const { invitation } = (await invite()).body;
    const tokens = await Promise.all(Array.from({ length: 10 }, () => doors.signIn(newPerson())));
    const answers = await Promise.all(tokens.map((token) => join(token, invitation)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await staffOf()).body.staff).toHaveLength(3);
  });

  test('ends after seven days', async () => {
    const { invitation, expiresAt } = (await invite()).body;
    expect(Date.parse(expiresAt) - ground.clock.now()).toBeGreaterThan(7 * DAY_MS - 10_000);
    ground.clock.advance(7 * DAY_MS + 1_000);
    expect(typeOf(await join(await doors.signIn(newPerson()), invitation))).toBe('invitation-unknown');
    ground.clock.advance(-7 * DAY_MS - 1_000);
  });

  test('is none at another venue, nor where there is no venue', async () => {
    const { invitation } = (await invite()).body;
    const [other, token] = [await openVenue(), await doors.signIn(newPerson())];
    for (const id of [other.id, 'nowhere0', '%2e%2e', `${venue.id}x`, 'x'.repeat(5_000)])
      expect(typeOf(await join(token, invitation, id))).toBe('invitation-unknown');
    expect((await join(token, invitation)).status).toBe(200);
  });

  test('falls with the manager who gave it, so that who is removed cannot come back by one kept in the pocket', async () => {
    const { venues, invitations } = doors.effects;
    const second = await doors.signIn(newPerson());
    await venues.appoint(venue.id, await accountOf(second), 'manager');
    const { invitation } = (await invite(second)).body;
    const { key } = (await mine(second)).body.venues[0];
    expect((await remove(venue.manager, key)).status).toBe(204);
    expect(typeOf(await join(second, invitation))).toBe('invitation-unknown');
    expect((await mine(second)).body.venues).toEqual([]);
    // Operators' stand by themselves, and can make a manager.
    const given = await invitations.give(venue.id, 'manager');
    expect((await join(second, given.invitation)).body.venue.role).toBe('manager');
  });

  test('used before by somebody who was removed since does not bring them back', async () => {
    const { invitation } = (await invite()).body;
    const token = await doors.signIn(newPerson());
    await join(token, invitation);
    await remove(venue.manager, await keyOf(token));
    expect(typeOf(await join(token, invitation))).toBe('invitation-unknown');
  });

  test('makes a manager of staff, and is not spent by whoever is a manager already', async () => {
    const given = await doors.effects.invitations.give(venue.id, 'manager');
    expect((await join(venue.manager, given.invitation)).body.venue.role).toBe('manager');
    expect((await join(venue.staff, given.invitation)).body.venue.role).toBe('manager');
    expect((await mine(venue.staff)).body.venues[0].role).toBe('manager');
  });

  test.each([undefined, '', 7, 'x'.repeat(65), { $ne: '' }])('%j is none', async (invitation) => {
    const answer = await join(await doors.signIn(newPerson()), invitation);
    expect([answer.status, answer.body.field]).toEqual([400, '/invitation']);
  });

  test('can be guessed at only so often', async () => {
    const token = await doors.signIn(newPerson());
    const { most } = JOINING_LIMITS[0]!;
    for (let at = 0; at < most; at += 1)
      expect(typeOf(await join(token, 'AAAAAAAAAAAAAAAAAAAAAA'))).toBe('invitation-unknown');
    expect(typeOf(await join(token, (await invite()).body.invitation))).toBe('too-many-attempts');
  });

  test('is no more than a manager can make in an hour', async () => {
    for (let at = 0; at < MAKING_LIMITS[0]!.most; at += 1) expect((await invite()).status).toBe(201);
    expect((await invite()).status).toBe(429);
  });

  test('beyond as many as may work there brings nobody in', async () => {
    const { venues } = doors.effects;
    vi.spyOn(venues, 'staffOf').mockResolvedValueOnce(Array.from({ length: MOST_STAFF }, () => ({})) as never);
    const { invitation } = (await invite()).body;
    const token = await doors.signIn(newPerson());
    expect(typeOf(await join(token, invitation))).toBe('too-many-staff');
    expect((await join(token, invitation)).status).toBe(200);
  });
});

describe('only a manager of this very venue', () => {
  const asked: [string, (token: string) => Promise<{ body: { type?: string } }>][] = [
    ['lists staff', (token) => staffOf(token)],
    ['invites', (token) => invite(token)],
    ['has the poster', (token) => poster(token)],
    ['removes', async (token) => remove(token, await keyOf(venue.manager))],
  ];
  test.each(asked)('%s', async (_, ask) => {
    const other = await openVenue();
    expect(typeOf(await ask(venue.staff))).toBe('not-manager');
    expect(typeOf(await ask(other.manager))).toBe('not-staff');
    expect(typeOf(await ask(await doors.signIn(newPerson())))).toBe('not-staff');
  });

  test('and whoever is nothing there cannot tell a venue from none', async () => {
    const token = await doors.signIn(newPerson());
    const [there, ...nowhere] = await Promise.all(
      [venue.id, 'nowhere0', 'x'.repeat(5_000)].map((id) => invite(token, id as never)),
    );
    expect(nowhere.map(({ text }) => text)).toEqual([there!.text, there!.text]);
  });
});

describe('the list of staff', () => {
  test('names nobody and no account, and says which one is oneself', async () => {
    const { staff } = (await staffOf()).body;
    expect(staff).toEqual([
      { key: await keyOf(venue.manager), role: 'manager', since: expect.any(String), you: true },
      { key: await keyOf(venue.staff), role: 'staff', since: expect.any(String), you: false },
    ]);
    expect((await staffOf()).text).not.toContain(await accountOf(venue.staff));
  });
});

describe('removing', () => {
  test('puts somebody out with their very next request', async () => {
    const second = await doors.signIn(newPerson());
    await doors.effects.venues.appoint(venue.id, await accountOf(second), 'manager');
    expect((await staffOf(second)).status).toBe(200);
    expect((await remove(venue.manager, await keyOf(second))).status).toBe(204);
    expect(typeOf(await staffOf(second))).toBe('not-staff');
    expect((await mine(second)).body.venues).toEqual([]);
  });

  test('lets staff leave by themselves, and remove nobody else', async () => {
    expect(typeOf(await remove(venue.staff, await keyOf(venue.manager)))).toBe('not-manager');
    expect((await remove(venue.staff, await keyOf(venue.staff))).status).toBe(204);
    expect((await mine(venue.staff)).body.venues).toEqual([]);
  });

  test('keeps the last manager', async () => {
    expect(typeOf(await remove(venue.manager, await keyOf(venue.manager)))).toBe('last-manager');
    expect((await staffOf()).status).toBe(200);
  });

  test('of nobody says so', async () => {
    expect(typeOf(await remove(venue.manager, 'nobody'))).toBe('staff-unknown');
  });
});

describe('the poster', () => {
  test('is a link that a phone reads as this venue, its place and its scene, for a year', async () => {
    await publishTrust(doors.effects);
    const { status, body } = await poster();
    expect(status).toBe(200);
    const trust = await doors.effects.trust.read();
    const time = { kind: 'known', now: ground.clock.now(), memory: undefined } as never;
    const { id, ...facts } = MALL as typeof MALL & { id?: string };
    expect(readVenueCode(body.link, trust, time, TRUST_MEANS)).toEqual({
      kind: 'venue',
      code: {
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        venue: venue.id,
        ...facts,
        issuedAt: expect.any(Number),
        expiresAt: expect.any(Number),
      },
    });
    expect(Date.parse(body.expiresAt) - ground.clock.now()).toBeGreaterThan(364 * DAY_MS);
    expect(id).toBeUndefined();
  });

  test('is noted with the venue, so that it can be revoked with it', async () => {
    await poster();
    const noted = await doors.effects.posters.list(venue.id);
    expect(noted).toEqual([{ id: expect.stringMatching(/^[0-9a-f]{16}$/), expiresAt: expect.any(Number) }]);
    expect(noted[0]!.expiresAt).toBeGreaterThan(instantOf(ground.clock.now() + 364 * DAY_MS));
  });

  test('is the same one each time, until it has less than half a year to go', async () => {
    await publishTrust(doors.effects);
    const noted = () => doors.effects.posters.list(venue.id);
    const first = await poster();
    const [one] = await noted();
    ground.clock.advance(61_000);
    const again = await poster();
    expect(again.body.expiresAt).toBe(first.body.expiresAt);
    const time = { kind: 'known', now: ground.clock.now(), memory: undefined } as never;
    const read = readVenueCode(again.body.link, await doors.effects.trust.read(), time, TRUST_MEANS);
    expect(read).toMatchObject({ code: { id: one!.id, expiresAt: one!.expiresAt } });
    expect(await noted()).toEqual([one]);
    // As if it had been signed half a year ago.
    const old = { pk: `venue#${venue.id}`, sk: `poster#${one!.id}` };
    const left = ground.clock.now() + 179 * DAY_MS;
    await ground.put('recognition-ledger', { ...old, expiresAt: Math.floor(left / 1000) });
    const { body } = await poster();
    expect(Date.parse(body.expiresAt) - ground.clock.now()).toBeGreaterThan(364 * DAY_MS);
    expect(await noted()).toHaveLength(2);
    expect((await poster()).body.expiresAt).toBe(body.expiresAt);
  });

  test('is found among more of them than the table reads at once', async () => {
    const expiresAt = Math.floor(ground.clock.now() / 1000) + 60;
    const ids = Array.from({ length: 8 }, (_, at) => `${at}`.repeat(16));
    for (const id of ids)
      await ground.put('recognition-ledger', {
        pk: `venue#${venue.id}`,
        sk: `poster#${id}`,
        expiresAt,
        weight: 'x'.repeat(300_000),
      });
    expect((await doors.effects.posters.list(venue.id)).map(({ id }) => id)).toEqual(ids);
  });
});

test('without a session, or by another method, nothing is done', async () => {
  for (const [method, path] of [
    ['GET', '/venues'],
    ['GET', `/venues/${venue.id}/staff`],
    ['PUT', `/venues/${venue.id}/staff`],
    ['POST', `/venues/${venue.id}/invitations`],
    ['GET', `/venues/${venue.id}/poster`],
    ['DELETE', `/venues/${venue.id}/staff/${await keyOf(venue.staff)}`],
  ] as const)
    expect((await doors.call(method, path, { body: method === 'PUT' ? { invitation: 'x' } : undefined })).status).toBe(
      401,
    );
  const { status, headers } = await doors.call('PATCH', `/venues/${venue.id}/staff`, { token: venue.manager });
  expect([status, headers.allow]).toEqual([405, 'GET, PUT']);
  expect(PROBLEMS['last-manager'][0]).toBe(409);
});
