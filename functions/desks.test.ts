/** Desks at their door: who may pair one, what it may do then, and what ends it. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../core/index.ts';
import { beginAtTheDoors, doors, ground, newPerson } from './testing/at-the-doors.ts';
import { enterDesk, newDesk, pairDesk, pairedDesk } from './testing/desks.ts';
import { typeOf } from './testing/doors.ts';
import { newCode, showing } from './testing/phone-key.ts';
import { somebody } from './testing/tested.ts';
import { publishTrust } from './testing/trust.ts';
import { accountOf, openVenue, type TestVenue } from './testing/venues.ts';
import { DESK_LIMITS, PAIRING_LIMITS } from './venues/limits.ts';

beginAtTheDoors();
let venue: TestVenue;
beforeEach(async () => {
  for (const level of ['warn', 'info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  await publishTrust(doors.effects);
  venue = await openVenue();
});
afterEach(() => vi.restoreAllMocks());

async function filmed() {
  const { token } = await somebody();
  const { body, key } = await newCode(doors, token);
  return showing(body.credential, key, ground.clock.now());
}
const verify = (token: string, code: string, at: string = venue.id) =>
  doors.call('POST', '/verifications', { token, body: { code, venue: at } });

describe('pairing', () => {
  test('a desk waits, staff pair it, and it signs in as the venue', async () => {
    const opened = await doors.call('POST', '/desks', { body: {} });
    expect([opened.status, opened.body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^[\w-]{22}$/),
        secret: expect.stringMatching(/^[\w-]{22}$/),
        pairBy: expect.any(String),
        pollAfterMs: 2_000,
      },
    ]);
    const waiting = await enterDesk(opened.body);
    expect([waiting.status, waiting.body]).toEqual([202, { state: 'waiting', pollAfterMs: 2_000 }]);
    expect((await pairDesk(opened.body.id, venue.staff, venue.id)).status).toBe(204);
    const { status, body } = await enterDesk(opened.body);
    expect([status, body.state, body.venue.id, body.venue.jurisdiction.zh]).toEqual([200, 'paired', venue.id, '上海']);
    expect(Date.parse(body.until) - ground.clock.now()).toBeGreaterThan(12 * HOUR_MS - 10_000);
    expect(Date.parse(body.until) - ground.clock.now()).toBeLessThanOrEqual(12 * HOUR_MS);
    const { key } = (await doors.call('GET', '/venues', { token: venue.staff })).body.venues[0];
    expect(await doors.effects.acts.list(`venue#${venue.id}`)).toMatchObject([{ act: 'desk-paired', by: key }]);
  });

  test('keeps no secret, and the token names no account', async () => {
    const { secret, token } = await pairedDesk(venue);
    expect(await ground.dump('recognition-cache')).not.toContain(secret);
    expect(token).not.toContain(await accountOf(venue.staff));
    expect(await doors.effects.deskSessions.open(token)).toEqual({ desk: expect.any(String), venue: venue.id });
  });

  test('somebody else’s desk is not done: neither one that is paired, nor with a venue that is not one’s own', async () => {
    const other = await openVenue();
    const desk = await newDesk();
    expect(typeOf(await pairDesk(desk.id, other.staff, venue.id))).toBe('not-staff');
    expect(typeOf(await pairDesk(desk.id, await doors.signIn(newPerson()), venue.id))).toBe('not-staff');
    await pairDesk(desk.id, venue.staff, venue.id);
    expect(typeOf(await pairDesk(desk.id, other.staff, other.id))).toBe('desk-paired');
    expect(typeOf(await pairDesk(desk.id, venue.manager, venue.id))).toBe('desk-paired');
    expect((await enterDesk(desk)).body.venue.id).toBe(venue.id);
    // An answer that was lost is asked for again.
    expect((await pairDesk(desk.id, venue.staff, venue.id)).status).toBe(204);
  });

  test('of two who pair it at one moment one has it', async () => {
    const [other, desk] = [await openVenue(), await newDesk()];
    const answers = await Promise.all([
      pairDesk(desk.id, venue.staff, venue.id),
      pairDesk(desk.id, other.staff, other.id),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  test('ends after ten minutes without anybody', async () => {
    const desk = await newDesk();
    ground.clock.advance(10 * MINUTE_MS);
    expect(typeOf(await enterDesk(desk))).toBe('desk-unknown');
    expect(typeOf(await pairDesk(desk.id, venue.staff, venue.id))).toBe('desk-unknown');
  });

  test('by a guessed id or secret is told nothing', async () => {
    const desk = await newDesk();
    const answers = await Promise.all([
      enterDesk({ ...desk, secret: 'AAAAAAAAAAAAAAAAAAAAAA' }),
      enterDesk({ ...desk, id: 'AAAAAAAAAAAAAAAAAAAAAA' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(answers[0]!.text).toBe(answers[1]!.text);
    expect((await enterDesk({ ...desk, id: 'x'.repeat(5_000) })).text).toBe(answers[0]!.text);
    expect(typeOf(await pairDesk('AAAAAAAAAAAAAAAAAAAAAA', venue.staff, venue.id))).toBe('desk-unknown');
  });

  test('is done only so often', async () => {
    for (let at = 0; at < PAIRING_LIMITS[0]!.most; at += 1)
      await pairDesk('AAAAAAAAAAAAAAAAAAAAAA', venue.staff, venue.id);
    expect(typeOf(await pairDesk((await newDesk()).id, venue.staff, venue.id))).toBe('too-many-attempts');
    const { who, most, windowMs } = DESK_LIMITS[0]!;
    const count = vi.spyOn(doors.effects.attempts, 'count');
    count.mockResolvedValueOnce({ count: most, endsAt: 0 }).mockResolvedValueOnce({ count: most + 1, endsAt: 1 });
    const open = () => doors.call('POST', '/desks', { body: {}, address: '192.0.2.77' });
    expect([(await open()).status, (await open()).status]).toEqual([201, 429]);
    expect(count).toHaveBeenLastCalledWith(who, expect.stringMatching(/^desk#.*192\.0\.2\.77$/), windowMs);
  });
});

describe('a paired desk', () => {
  test('verifies under the venue’s rule, and at no other venue, even of the same staff', async () => {
    const { token } = await pairedDesk(venue);
    expect((await verify(token, await filmed())).body).toMatchObject({ kind: 'admit' });
    const other = await openVenue();
    await doors.effects.venues.appoint(other.id, await accountOf(venue.staff), 'staff');
    expect(typeOf(await verify(token, await filmed(), other.id))).toBe('not-staff');
    expect((await verify(venue.staff, await filmed(), other.id)).status).toBe(200);
  });

  test('is another asker than its staff member’s own phone', async () => {
    const [{ token }, code] = [await pairedDesk(venue), await filmed()];
    expect((await verify(token, code)).status).toBe(200);
    expect(typeOf(await verify(venue.staff, code))).toBe('already-answered');
  });

  test('has no key to any other door', async () => {
    const { token } = await pairedDesk(venue);
    for (const [method, path, body] of [
      ['GET', '/venues'],
      ['GET', `/venues/${venue.id}/staff`],
      ['POST', `/venues/${venue.id}/invitations`],
      ['GET', `/venues/${venue.id}/poster`],
      ['PUT', `/venues/${venue.id}/staff`, { invitation: 'x' }],
      ['GET', '/results'],
      ['GET', '/identity'],
      ['GET', '/paper-results'],
      ['POST', '/share-codes', {}],
      ['GET', '/share-codes'],
      ['PUT', `/desks/${(await newDesk()).id}`, { venue: venue.id }],
    ] as const) {
      const query = path === '/results' ? { jurisdiction: '310000', scope: 'auto', scene: 'public-places' } : undefined;
      const answer = await doors.call(method, path, { token, body, query });
      expect([path, answer.status, typeOf(answer)]).toEqual([path, 401, 'session-over']);
    }
  });

  test('ends with whoever paired it, at once', async () => {
    const desk = await pairedDesk(venue);
    await doors.effects.venues.remove(venue.id, await accountOf(venue.staff));
    expect(typeOf(await verify(desk.token, await filmed()))).toBe('not-staff');
    expect(typeOf(await enterDesk(desk))).toBe('desk-unknown');
    // Also when they come back.
    await doors.effects.venues.appoint(venue.id, await accountOf(venue.staff), 'staff');
    expect(typeOf(await verify(desk.token, await filmed()))).toBe('not-staff');
    expect(typeOf(await enterDesk(desk))).toBe('desk-unknown');
  });

  test('ends with its venue', async () => {
    const desk = await pairedDesk(venue);
    await doors.effects.venues.forget(venue.id);
    expect(typeOf(await verify(desk.token, await filmed()))).toBe('not-staff');
    expect(typeOf(await enterDesk(desk))).toBe('desk-unknown');
  });

  test('signs in again when its token is over, for twelve hours and no longer', async () => {
    const desk = await pairedDesk(venue);
    ground.clock.advance(31 * MINUTE_MS);
    expect(typeOf(await verify(desk.token, await filmed()))).toBe('session-over');
    expect((await enterDesk(desk)).status).toBe(200);
    ground.clock.advance(11 * HOUR_MS + 28 * MINUTE_MS);
    const last = (await enterDesk(desk)).body.token;
    await publishTrust(doors.effects);
    expect((await verify(last, await filmed())).status).toBe(200);
    ground.clock.advance(MINUTE_MS);
    expect(typeOf(await verify(last, await filmed()))).toBe('session-over');
    expect(typeOf(await enterDesk(desk))).toBe('desk-unknown');
  });
});

test.each([undefined, '', 7, {}])('%j is no secret', async (secret) => {
  const { id } = await newDesk();
  const answer = await doors.call('POST', `/desks/${id}/sessions`, { body: { secret } });
  expect([answer.status, answer.body.field]).toEqual([400, '/secret']);
});
