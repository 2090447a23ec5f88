/** /share-links at the doors: what a link tells, to whom, how often, and what ends it. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { formatInstant, HOUR_MS, instantOf, MINUTE_MS, type Policy } from '../core/index.ts';
import { LINK_LIMITS, OPENING_LIMITS } from './share/limits.ts';
import {
  beginAtTheDoors,
  citizenOf,
  doors,
  ground,
  holderClaim,
  matchedClaim,
  newChild,
  newNumber,
  newPerson,
} from './testing/at-the-doors.ts';
import type { Json } from './testing/doors.ts';
import { childClaim, vouch } from './testing/families.ts';
import { somebody, sourcesSay } from './testing/tested.ts';
import { accountOf, openVenue } from './testing/venues.ts';

beginAtTheDoors();
beforeAll(() => {
  for (const level of ['warn', 'info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});

const ONCE = { to: 'person', opens: 'once' };
const make = (token: string, body: object = ONCE) => doors.call('POST', '/share-links', { token, body });
const open = (token: string, { id, secret }: Json, more: object = {}) =>
  doors.call('POST', `/share-links/${id}/openings`, { token, body: { secret, ...more } });
const list = async (token: string): Promise<Json[]> => (await doors.call('GET', '/share-links', { token })).body.links;
const looksOf = async (token: string): Promise<Json[]> => (await doors.call('GET', '/looks', { token })).body.looks;
const problemOf = ({ status, body }: Json) =>
  `${status} ${body.type.slice('/problems/'.length)}${body.why ? ` ${body.why}` : ''}`;
const reader = () => doors.signIn(newPerson());

describe('a link to a person', () => {
  test('tells what a code would tell, under the national rule, and leaves a line', async () => {
    const { token, number } = await somebody();
    const made = await make(token);
    expect(made).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^[\w-]{12}$/) } });
    expect(Buffer.from(made.body.secret, 'base64url')).toHaveLength(16);
    const answer = await open(await reader(), made.body);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({
      verdict: { kind: 'admit', basis: 'result', until: '2022-08-02T22:40:00+08:00' },
      jurisdiction: '000000',
      scene: 'public-places',
      name: '欧**试',
      last4: number.slice(-4),
      asOf: expect.stringMatching(/^2022-08-01T/),
      results: [{ sampleCollectedAt: '2022-07-31T16:10:00+08:00', reportIssuedAt: '2022-07-31T22:40:00+08:00' }],
      samplings: [],
      compare: false,
    });
    expect(await looksOf(token)).toMatchObject([{ venue: null, how: 'link' }]);
    expect(await list(token)).toMatchObject([
      { id: made.body.id, to: 'person', venue: null, openedAt: expect.any(String) },
    ]);
  });

  test('opens once, of ten who come at the same time', async () => {
    const { token } = await somebody();
    const { body } = await make(token);
    const readers = await Promise.all(Array.from({ length: 10 }, reader));
    const answers = await Promise.all(readers.map((each) => open(each, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(410)]);
    expect(problemOf(answers.find(({ status }) => status === 410))).toBe('410 link-over opened');
    expect(await looksOf(token)).toHaveLength(1);
  });

  test('again for whoever opened it, whose answer was perhaps lost, within five minutes; and leaves one line', async () => {
    const { token } = await somebody();
    const { body } = await make(token);
    const [first, other] = [await reader(), await reader()];
    const answer = await open(first, body);
    ground.clock.advance(4 * MINUTE_MS);
    expect(await open(first, body)).toMatchObject({ status: 200, body: answer.body });
    expect(problemOf(await open(other, body))).toBe('410 link-over opened');
    ground.clock.advance(MINUTE_MS);
    expect(problemOf(await open(first, body))).toBe('410 link-over opened');
    expect(await looksOf(token)).toHaveLength(1);
    // Who it was is for nobody to read in the tables.
    const [item] = (JSON.parse(await ground.dump('recognition-ledger')) as Json[]).filter(
      ({ sk }) => sk.S === `link#${body.id}`,
    );
    expect(JSON.stringify(item)).not.toContain(await accountOf(first));
  });

  test('what broke on the way to the answer takes neither the opening nor the line', async () => {
    const { token } = await somebody();
    const { body } = await make(token);
    const first = await reader();
    vi.spyOn(doors.effects.looks, 'write').mockRejectedValueOnce(new Error('defect'));
    expect((await open(first, body)).status).toBe(500);
    expect((await open(first, body)).status).toBe(200);
    expect(await looksOf(token)).toMatchObject([{ how: 'link' }]);
  });

  test('again no more once it was withdrawn', async () => {
    const { token } = await somebody();
    const { body } = await make(token);
    const first = await reader();
    expect((await open(first, body)).status).toBe(200);
    await doors.call('DELETE', `/share-links/${body.id}`, { token });
    expect(problemOf(await open(first, body))).toBe('410 link-over withdrawn');
  });

  test('or until a time, as of each opening', async () => {
    const { token, number } = await somebody();
    const until = formatInstant(instantOf(ground.clock.now() + HOUR_MS));
    const { body } = await make(token, { to: 'person', opens: 'until', until });
    expect(body.expiresAt).toBe(until);
    expect((await open(await reader(), body)).body.results).toHaveLength(1);
    ground.clock.advance(61_000);
    await sourcesSay(token, number, [
      {},
      { sampled: '2022-08-01 06:00:00', issued: '2022-08-01 07:00:00', specimen: 'T2' },
    ]);
    expect((await open(await reader(), body)).body.results).toHaveLength(2);
    ground.clock.advance(HOUR_MS);
    expect(problemOf(await open(await reader(), body))).toBe('404 link-unknown');
  });

  test('never tells of a positive, only that nothing is known', async () => {
    const positive = { outcome: '阳性', sampled: '2022-08-01 06:00:00', issued: '2022-08-01 07:00:00', specimen: 'T2' };
    const { token } = await somebody([{}, positive]);
    const { body } = await open(await reader(), (await make(token)).body);
    expect(body).toMatchObject({ verdict: { kind: 'refuse', reason: 'no-result-in-window' }, results: [] });
    expect(JSON.stringify(body)).not.toContain('positive');
  });
});

describe('a link to a venue', () => {
  test('is opened by its staff alone, under its rule, and names it to the citizen', async () => {
    const [venue, other] = [await openVenue({ scene: 'key-places' }), await openVenue()];
    const { token } = await somebody();
    const { body } = await make(token, { to: 'venue', venue: venue.id, opens: 'once' });
    expect(problemOf(await open(other.staff, body))).toBe('403 not-staff');
    expect(problemOf(await open(other.staff, body, { venue: other.id }))).toBe('403 not-staff');
    expect(problemOf(await open(await reader(), body))).toBe('403 not-staff');
    const answer = await open(venue.staff, body, { venue: venue.id });
    expect(answer.body).toMatchObject({ scene: 'key-places', verdict: { until: '2022-08-01T22:40:00+08:00' } });
    expect(await looksOf(token)).toMatchObject([{ venue: { zh: '某商场', en: 'A mall' }, how: 'link' }]);
    expect(await list(token)).toMatchObject([{ to: 'venue', venue: { zh: '某商场' } }]);
  });

  test('that names none is opened by the staff of any', async () => {
    const venue = await openVenue();
    const { token } = await somebody();
    const { body } = await make(token, { to: 'venue', opens: 'once' });
    expect(await open(venue.staff, body)).toMatchObject({ status: 400, body: { field: '/venue' } });
    expect(problemOf(await open(await reader(), body, { venue: venue.id }))).toBe('403 not-staff');
    expect((await open(venue.staff, body, { venue: venue.id })).status).toBe(200);
    // Whoever is staff at two of them has opened it for one.
    const other = await openVenue();
    await doors.effects.venues.appoint(other.id, await accountOf(venue.staff), 'staff');
    expect(problemOf(await open(venue.staff, body, { venue: other.id }))).toBe('410 link-over opened');
    expect((await open(venue.staff, body, { venue: venue.id })).status).toBe(200);
    expect(await looksOf(token)).toHaveLength(1);
  });
});

describe('a link ends', () => {
  test('when it is withdrawn', async () => {
    const { token } = await somebody();
    const { body } = await make(token);
    const gone = () => doors.call('DELETE', `/share-links/${body.id}`, { token });
    expect([(await gone()).status, (await gone()).status]).toEqual([204, 204]);
    expect(problemOf(await open(await reader(), body))).toBe('410 link-over withdrawn');
    expect(await list(token)).toMatchObject([{ revokedAt: expect.any(String) }]);
  });

  test('when a stronger proof has come', async () => {
    const weak = await somebody();
    const { body } = await make(weak.token);
    await doors.bind(await reader(), holderClaim(weak.number));
    expect(problemOf(await open(await reader(), body))).toBe('410 link-over withdrawn');
  });

  test('when consent is', async () => {
    const { token } = await somebody();
    const { body } = await make(token);
    const { ledger } = doors.effects;
    const citizen = await citizenOf(token);
    const read = (await ledger.readProfile(citizen))!;
    const { v: _, consent: __, ...rest } = read;
    await ledger.writeProfile(citizen, read, rest);
    expect(problemOf(await open(await reader(), body))).toBe('410 link-over withdrawn');
  });

  test('of a dependent, with the guardian who made it; the document is always compared', async () => {
    const parent = await somebody();
    const number = newChild();
    await vouch(parent.token, 'child001', childClaim(number));
    const until = formatInstant(instantOf(ground.clock.now() + HOUR_MS));
    const { body } = await make(parent.token, { to: 'person', opens: 'until', until, for: 'child001' });
    expect((await open(await reader(), body)).body).toMatchObject({ name: '小*试', compare: true });
    expect(await list(parent.token)).toMatchObject([{ for: 'child001' }]);
    // Told to whoever made it, and to no other guardian.
    const { looks } = (await doors.call('GET', '/looks', { token: parent.token })).body;
    expect(looks).toMatchObject([{ for: 'child001', how: 'link' }]);
    const other = await somebody();
    await vouch(other.token, 'child002', childClaim(number));
    expect((await doors.call('GET', '/looks', { token: other.token })).body.looks).toEqual([]);
    await doors.call('DELETE', '/dependents/child001', { token: parent.token });
    expect(problemOf(await open(await reader(), body))).toBe('410 link-over withdrawn');
  });
});

describe('attacks', () => {
  test.each<[string, (link: Json) => Json]>([
    ['another secret', ({ id }) => ({ id, secret: 'A'.repeat(22) })],
    ['no link', ({ secret }) => ({ id: 'AAAAAAAAAAAA', secret })],
    ['the secret with something added', ({ id, secret }) => ({ id, secret: `${secret}A` })],
    [
      'the secret in another case',
      ({ id, secret }) => ({
        id,
        secret: secret.replace(/[a-z]/gi, (each: string) => (each < 'a' ? each.toLowerCase() : each.toUpperCase())),
      }),
    ],
    ['a key of the table', ({ secret }) => ({ id: 'a%23b', secret })],
    ['an id that no table takes', ({ secret }) => ({ id: 'a'.repeat(3_000), secret })],
  ])('%s reads as no link', async (_, change) => {
    const { token } = await somebody();
    const { body } = await make(token);
    const answer = await open(await reader(), change(body));
    expect(problemOf(answer)).toBe('404 link-unknown');
    expect((await open(await reader(), body)).status).toBe(200);
  });

  test('guessing is slowed down, and a preview opens nothing', async () => {
    const { token } = await somebody();
    const { body } = await make(token);
    ground.clock.advance(HOUR_MS - (ground.clock.now() % HOUR_MS));
    const guesser = await reader();
    const path = `/share-links/${body.id}/openings`;
    expect((await doors.call('GET', path, { token: guesser })).status).toBe(405);
    expect((await doors.call('POST', path, { body: { secret: body.secret } })).status).toBe(401);
    for (let times = 0; times < OPENING_LIMITS[0]!.most; times += 1)
      expect((await open(guesser, { ...body, secret: 'A'.repeat(22) })).status).toBe(404);
    expect(problemOf(await open(guesser, body))).toBe('429 too-many-attempts');
    expect((await open(await reader(), body)).status).toBe(200);
  });

  test("another citizen's link can be neither listed nor withdrawn", async () => {
    const [mine, theirs] = [await somebody(), await somebody()];
    const { body } = await make(theirs.token);
    expect(await list(mine.token)).toEqual([]);
    const answer = await doors.call('DELETE', `/share-links/${body.id}`, { token: mine.token });
    expect(problemOf(answer)).toBe('404 link-unknown');
    expect((await open(await reader(), body)).status).toBe(200);
  });

  test('the tables hold neither the secret nor for whom it is', async () => {
    const venue = await openVenue({ zh: '某处不说', en: 'Nowhere said' });
    const { token } = await somebody();
    const { body } = await make(token, { to: 'venue', venue: venue.id, opens: 'once' });
    const ledger: Json[] = JSON.parse(await ground.dump('recognition-ledger'));
    const [link] = ledger.filter(({ sk }) => sk.S === `link#${body.id}`);
    expect(JSON.stringify(ledger)).not.toContain(body.secret);
    expect(JSON.stringify(link)).not.toMatch(/某处不说|Nowhere/);
    expect(JSON.stringify(link)).not.toContain(venue.id);
  });
});

describe('bad input', () => {
  const soon = (ms: number) => formatInstant(instantOf(ground.clock.now() + ms));
  test.each<[string, () => object]>([
    ['/to', () => ({ opens: 'once' })],
    ['/to', () => ({ to: 'everybody', opens: 'once' })],
    ['/opens', () => ({ to: 'person' })],
    ['/until', () => ({ to: 'person', opens: 'until' })],
    ['/until', () => ({ to: 'person', opens: 'until', until: 'tomorrow' })],
    ['/until', () => ({ to: 'person', opens: 'until', until: soon(49 * HOUR_MS) })],
    ['/until', () => ({ to: 'person', opens: 'until', until: soon(-1_000) })],
    ['/venue', () => ({ to: 'venue', opens: 'once', venue: 'nowhere1' })],
    ['/venue', () => ({ to: 'venue', opens: 'once', venue: 'x'.repeat(99) })],
    ['/venue', () => ({ to: 'person', opens: 'once', venue: 'nowhere1' })],
    ['/jurisdiction', () => ({ to: 'person', opens: 'once', jurisdiction: '999999' })],
    ['/scene', () => ({ to: 'person', opens: 'once', scene: 'home' })],
    ['/for', () => ({ to: 'person', opens: 'once', for: 7 })],
  ])('%s is named, with what to send', async (field, body) => {
    const { token } = await somebody();
    const answer = await make(token, body());
    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/field-wrong', field } });
    expect(answer.body.detail.length).toBeGreaterThan(10);
    expect(await list(token)).toEqual([]);
  });

  test('of an opening', async () => {
    const answer = await open(await reader(), { id: 'AAAAAAAAAAAA' });
    expect(answer).toMatchObject({ status: 400, body: { field: '/secret' } });
  });

  test('by name and number alone, or too often', async () => {
    const { body } = await doors.bind(await reader(), matchedClaim(newNumber()));
    expect(problemOf(await make(body.token))).toBe('403 proof-too-weak');
    const { token } = await somebody();
    vi.spyOn(doors.effects.attempts, 'count').mockResolvedValue({
      count: LINK_LIMITS[1]!.most + 1,
      endsAt: ground.clock.now() + 60_000,
    });
    expect(problemOf(await make(token))).toBe('429 too-many-attempts');
    vi.restoreAllMocks();
  });
});

test('where the last policy has ended a link opens still: nothing is asked for, and there is no end to tell', async () => {
  const { token } = await somebody();
  const { body } = await make(token);
  const { directory, world } = doors.effects;
  const over = (policy: Policy) => ({ ...policy, effectiveUntil: world.clock.now() });
  vi.spyOn(directory, 'policiesFor').mockReturnValue(directory.configuration.policies.map(over));
  const answer = await open(await reader(), body);
  expect(answer).toMatchObject({ status: 200, body: { compare: false } });
  expect(answer.body.verdict).toEqual({ kind: 'admit', basis: 'not-required' });
  vi.restoreAllMocks();
});
