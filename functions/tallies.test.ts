/** Tallies at their door: what is signed reads on any phone, says nothing of anybody, and nobody signs another venue's. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readTally } from '../core/share-code/tally.ts';
import { TRUST_MEANS } from './effects/trust.ts';
import { beginAtTheDoors, doors, ground, newPerson } from './testing/at-the-doors.ts';
import { pairedDesk } from './testing/desks.ts';
import { typeOf } from './testing/doors.ts';
import { publishTrust } from './testing/trust.ts';
import { accountOf, MALL, openVenue, type TestVenue } from './testing/venues.ts';
import { TALLY_LIMITS } from './venues/limits.ts';

beginAtTheDoors();
let venue: TestVenue;
beforeEach(async () => {
  for (const level of ['warn', 'info'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  await publishTrust(doors.effects);
  venue = await openVenue();
});
afterEach(() => vi.restoreAllMocks());

const COUNTS = { admit: 412, refuse: 3, askOnline: 9, compared: 20 };
const sign = (more: object = {}, token = venue.staff) =>
  doors.call('POST', '/tallies', {
    token,
    body: { venue: venue.id, day: '2022-08-01', counts: COUNTS, phone: '0a1b2c3d', ...more },
  });

async function read(link: string) {
  const time = { kind: 'known', now: ground.clock.now(), memory: { offsetMs: 0, newest: ground.clock.now() } } as const;
  return readTally(link, await doors.effects.trust.read(), time, TRUST_MEANS);
}

test('a tally reads on any phone as what was counted, where and on which day, and nothing of it is kept', async () => {
  const before = await ground.dump('recognition-ledger');
  const { status, body } = await sign();
  expect(status).toBe(201);
  expect(body.link).toMatch(/^https:\/\/h5\.example\/#\/staff\/pages\/tally\/index\?code=/);
  expect(await read(body.link)).toEqual({
    kind: 'tally',
    tally: {
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      venue: venue.id,
      ...MALL,
      day: '2022-08-01',
      counts: COUNTS,
      phone: '0a1b2c3d',
      issuedAt: expect.any(Number),
    },
  });
  expect(await ground.dump('recognition-ledger')).toBe(before);
  expect(Buffer.from(body.link.split('code=')[1], 'base64url').toString('latin1')).not.toContain(
    await accountOf(venue.staff),
  );
});

test('a desk has its own signed', async () => {
  const { token } = await pairedDesk(venue);
  expect((await sign({}, token)).status).toBe(201);
  const other = await openVenue();
  expect(typeOf(await sign({ venue: other.id }, token))).toBe('not-staff');
});

describe('nobody has one signed', () => {
  test('of a venue where they are not staff, or no longer', async () => {
    const other = await openVenue();
    expect(typeOf(await sign({}, other.manager))).toBe('not-staff');
    expect(typeOf(await sign({}, await doors.signIn(newPerson())))).toBe('not-staff');
    await doors.effects.venues.remove(venue.id, await accountOf(venue.staff));
    expect(typeOf(await sign())).toBe('not-staff');
    expect((await doors.call('POST', '/tallies', { body: {} })).status).toBe(401);
  });

  test('without end', async () => {
    for (let at = 0; at < TALLY_LIMITS[0]!.most; at += 1) expect((await sign()).status).toBe(201);
    expect((await sign()).status).toBe(429);
  });

  test.each<[string, object]>([
    ['/day', { day: '2022-08-02' }],
    ['/day', { day: '2022-07-30' }],
    ['/day', { day: 'yesterday!' }],
    ['/counts/admit', { counts: { ...COUNTS, admit: -1 } }],
    ['/counts/refuse', { counts: { ...COUNTS, refuse: 1.5 } }],
    ['/counts/askOnline', { counts: { ...COUNTS, askOnline: 1_000_001 } }],
    ['/counts/compared', { counts: { admit: 1, refuse: 1, askOnline: 1, compared: 4 } }],
    ['/counts/compared', { counts: { admit: 1, refuse: 1, askOnline: 1 } }],
    ['/counts', { counts: 7 }],
    ['/phone', { phone: 'Li Ting' }],
    ['/venue', { venue: 7 }],
  ])('with a wrong %s: %j', async (field, more) => {
    const answer = await sign(more);
    expect([answer.status, answer.body.field]).toEqual([400, field]);
  });
});

test('yesterday is signed too, for who counts past midnight', async () => {
  const { body } = await sign({ day: '2022-07-31' });
  expect(await read(body.link)).toMatchObject({ kind: 'tally', tally: { day: '2022-07-31' } });
});
