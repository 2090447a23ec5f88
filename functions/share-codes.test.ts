/** /share-codes at the doors: what is issued and what it says, who may not have it, and what ends it. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { HOUR_MS, parseInstant } from '../core/index.ts';
import { revocationPrefix } from '../core/share-code/revocations.ts';
import { LOOKS_LISTED } from './effects/looks.ts';
import {
  beginAtTheDoors,
  citizenOf,
  doors,
  ground,
  matchedClaim,
  newNumber,
  newPerson,
} from './testing/at-the-doors.ts';
import { testConfiguration } from './testing/configuration.ts';
import { type Json, NAME, phoneClaim, row } from './testing/doors.ts';
import { codeRequest, credentialIn, newCode, newPhoneKey } from './testing/phone-key.ts';
import { type Somebody, somebody, sourcesSay } from './testing/tested.ts';

const configuration = testConfiguration();
beginAtTheDoors(configuration);
beforeAll(() => {
  for (const level of ['warn', 'info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});

const nonceOf = async (token: string, query = {}) => (await doors.results(token, query)).headers['x-share-nonce']!;
const post = (token: string, body: unknown) => doors.call('POST', '/share-codes', { token, body });
const list = async (token: string): Promise<Json[]> => (await doors.call('GET', '/share-codes', { token })).body.codes;
const at = (text: string) => parseInstant(`2022-${text}:00+08:00`)!;
const isRevoked = (id: string) => doors.effects.revocations.has(id);

describe('a code', () => {
  test('is signed for the key of the phone and says no more than it must', async () => {
    const { token, number } = await somebody([
      {},
      { sampled: '2022-07-29 10:00:00', issued: '2022-07-29 20:00:00', specimen: 'T1' },
    ]);
    const answer = await newCode(doors, token);
    expect(answer.status).toBe(201);
    const { id, issuedAt, expiresAt, renewFrom, facts } = answer.body;
    const credential = credentialIn(answer);
    expect(credential).toEqual({
      id,
      issuedAt: parseInstant(issuedAt),
      expiresAt: parseInstant(expiresAt),
      deviceKey: answer.key.publicKey,
      name: '欧**试',
      last4: number.slice(-4),
      asOf: expect.any(Number),
      complete: true,
      results: [
        { sampleCollectedAt: at('07-31T16:10'), reportIssuedAt: at('07-31T22:40') },
        { sampleCollectedAt: at('07-29T10:00'), reportIssuedAt: at('07-29T20:00') },
      ],
      samplings: [],
    });
    expect(credential.expiresAt - credential.issuedAt).toBe(48 * HOUR_MS);
    const renews = parseInstant(renewFrom)! - credential.issuedAt;
    expect(renews).toBeGreaterThanOrEqual(8 * HOUR_MS);
    expect(renews).toBeLessThan(30 * HOUR_MS);
    expect((await doors.results(token)).body).toMatchObject({ shareFacts: facts, shareWithheld: null });
    expect(await list(token)).toEqual([{ id, platform: 'browser', issuedAt, expiresAt }]);
    expect(await doors.effects.codes.ownerOf(id)).toEqual({ citizen: await citizenOf(token) });
  });

  test('is made of all that is known, wherever one looks, and says when somebody has not answered', async () => {
    const { token, number } = await somebody();
    const { body } = await doors.results(token, { scope: 'south' });
    const answer = await newCode(doors, token);
    expect(body.results).toEqual([]);
    expect(body.shareFacts).toBe(answer.body.facts);
    ground.clock.advance(61_000);
    ground.answers['/south/results'] = () => 500;
    await sourcesSay(token, number, [{}]);
    const incomplete = await newCode(doors, token);
    expect(credentialIn(incomplete).complete).toBe(false);
    expect(incomplete.body.facts).toBe(answer.body.facts);
    configuration.connected = new Set(['nation', 'delta']);
    delete ground.answers['/south/results'];
    ground.clock.advance(61_000);
    await sourcesSay(token, number, [{}]);
    expect(credentialIn(await newCode(doors, token)).complete).toBe(false);
    configuration.connected = new Set(['nation', 'delta', 'south']);
    ground.clock.advance(61_000);
    await sourcesSay(token, number, [{}]);
    expect(credentialIn(await newCode(doors, token)).complete).toBe(true);
  });

  test('carries samplings alone', async () => {
    const { token } = await somebody([{ outcome: '检测中', sampled: '2022-08-01 07:00:00', issued: undefined }]);
    expect(credentialIn(await newCode(doors, token))).toMatchObject({ results: [], samplings: [at('08-01T07:00')] });
  });

  test('bears the document that the newest result is about', async () => {
    const { token, number } = await somebody();
    const bound = await doors.bind(token, phoneClaim('E73000123', 'OUYANG CESHI', 'passport'));
    const newer = { sampled: '2022-08-01 06:00:00', issued: '2022-08-01 07:00:00' };
    ground.clock.advance(61_000);
    ground.answers['/delta/results'] = (body) => {
      const passport = body.includes('E73000123');
      return { code: '0', rows: [passport ? row('OUYANG CESHI', 'E73000123', newer) : row(NAME, number)] };
    };
    await doors.results(bound.body.token, { ask: 'now' });
    for (const { id } of ground.configuration.sources) await doors.answer(id);
    const credential = credentialIn(await newCode(doors, bound.body.token));
    expect(credential).toMatchObject({ name: 'O***I', last4: '0123' });
    expect(credential.results).toHaveLength(2);
  });

  test.each<[string, string, Json[]]>([
    [
      'positive',
      'after an earlier negative',
      [{}, { outcome: '阳性', sampled: '2022-08-01 06:00:00', issued: '2022-08-01 07:00:00', specimen: 'T2' }],
    ],
    [
      'doubt',
      'where nobody can read the outcome',
      [{}, { outcome: '不详', sampled: '2022-08-01 06:00:00', issued: '2022-08-01 07:00:00', specimen: 'T2' }],
    ],
    ['no-negative', 'where nothing is known', []],
    [
      'no-negative',
      'where all is older than a fortnight',
      [{ sampled: '2022-07-10 06:00:00', issued: '2022-07-10 07:00:00' }],
    ],
  ])('is withheld: %s, %s', async (reason, _, rows) => {
    const { token } = await somebody(rows);
    expect((await doors.results(token)).body).toMatchObject({ shareFacts: null, shareWithheld: reason });
    const answer = await newCode(doors, token);
    expect(answer).toMatchObject({ status: 409, body: { type: '/problems/code-withheld', withheld: reason } });
    expect(await list(token)).toEqual([]);
  });

  test('comes again with the negative that answers a positive, with that one alone', async () => {
    const positive = { outcome: '阳性', sampled: '2022-07-30 06:00:00', issued: '2022-07-30 07:00:00', specimen: 'T2' };
    const earlier = { sampled: '2022-07-29 06:00:00', issued: '2022-07-29 07:00:00', specimen: 'T3' };
    const { token } = await somebody([{}, positive, earlier]);
    expect(credentialIn(await newCode(doors, token)).results).toHaveLength(1);
  });

  test('has another fingerprint as soon as a result comes', async () => {
    const { token, number } = await somebody();
    const { body } = await newCode(doors, token);
    ground.clock.advance(61_000);
    await sourcesSay(token, number, [
      {},
      { sampled: '2022-08-01 06:00:00', issued: '2022-08-01 07:00:00', specimen: 'T2' },
    ]);
    const after = (await doors.results(token)).body.shareFacts;
    expect(after).toBeTypeOf('string');
    expect(after).not.toBe(body.facts);
  });
});

describe('a nonce', () => {
  test('and randomness come with every reading, also one that brings nothing new, and leave the ETag as it is', async () => {
    const { token } = await somebody();
    const first = await doors.results(token);
    const again = await doors.results(token, {}, { 'if-none-match': first.headers.etag! });
    expect(again.status).toBe(304);
    const [one, other] = [first, again].map(({ headers }) => headers);
    for (const name of ['x-share-nonce', 'x-share-random']) {
      expect(one![name]).toMatch(/^[\w-]{40,43}$/);
      expect(other![name]).not.toBe(one![name]);
    }
    expect(Buffer.from(one!['x-share-random']!, 'base64url')).toHaveLength(32);
  });

  test('is good once, of many who come with it at the same time', async () => {
    const { token } = await somebody();
    const nonce = await nonceOf(token);
    const bodies = Array.from({ length: 5 }, () => codeRequest(nonce, newPhoneKey()));
    const answers = await Promise.all(bodies.map((body) => post(token, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
      type: '/problems/already-received',
      field: '/nonce',
    });
    expect(await list(token)).toHaveLength(1);
  });

  test.each<[string, (own: Somebody) => Promise<[string, Json]>]>([
    [
      "another citizen's",
      async ({ token }) => [token, codeRequest(await nonceOf((await somebody()).token), newPhoneKey())],
    ],
    [
      'changed in its time',
      async ({ token }) => {
        const bytes = Buffer.from(await nonceOf(token), 'base64url');
        bytes[5]! ^= 1;
        return [token, codeRequest(bytes.toString('base64url'), newPhoneKey())];
      },
    ],
    ['of our length and nobody', async ({ token }) => [token, codeRequest('A'.repeat(40), newPhoneKey())]],
    ['that is no nonce', async ({ token }) => [token, codeRequest('x', newPhoneKey())]],
    [
      'older than ten minutes',
      async ({ token }) => {
        const nonce = await nonceOf(token);
        ground.clock.advance(10 * 60_000);
        return [token, codeRequest(nonce, newPhoneKey())];
      },
    ],
  ])('%s is refused', async (_, attack) => {
    const [token, body] = await attack(await somebody());
    const answer = await post(token, body);
    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/field-wrong', field: '/nonce' } });
    expect(answer.body.detail).toContain('GET /results');
    expect(await list(token)).toEqual([]);
  });

  test('of another account of the same citizen is refused', async () => {
    const { token, number } = await somebody();
    const other = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
    expect(await citizenOf(other.body.token)).toBe(await citizenOf(token));
    const answer = await post(token, codeRequest(await nonceOf(other.body.token), newPhoneKey()));
    expect(answer).toMatchObject({ status: 400, body: { field: '/nonce' } });
  });
});

describe('bad input', () => {
  const LOW_ORDER = Buffer.alloc(32).fill(0, 1).fill(1, 0, 1).toString('base64url');
  test.each<[string, string, (good: Json) => Json]>([
    ['/proof', 'by another key', ({ nonce, deviceKey }) => ({ ...codeRequest(nonce, newPhoneKey()), deviceKey })],
    [
      '/proof',
      'of another nonce',
      ({ deviceKey, nonce, proof }) => ({ deviceKey, nonce, proof: `${proof.slice(0, -4)}AAAA` }),
    ],
    [
      '/proof',
      'by a key of small order',
      ({ nonce }) => ({
        nonce,
        deviceKey: LOW_ORDER,
        proof: Buffer.concat([Buffer.from(LOW_ORDER, 'base64url'), Buffer.alloc(32)]).toString('base64url'),
      }),
    ],
    ['/proof', 'too short', (good) => ({ ...good, proof: good.proof.slice(4) })],
    ['/proof', 'missing', ({ proof: _, ...rest }) => rest],
    ['/deviceKey', 'missing', ({ deviceKey: _, ...rest }) => rest],
    ['/deviceKey', 'too long', (good) => ({ ...good, deviceKey: `${good.deviceKey}AAAA` })],
    ['/deviceKey', 'padded', (good) => ({ ...good, deviceKey: `${good.deviceKey}=` })],
    ['/deviceKey', 'a number', (good) => ({ ...good, deviceKey: 7 })],
    ['/nonce', 'missing', ({ nonce: _, ...rest }) => rest],
    ['/nonce', 'endless', (good) => ({ ...good, nonce: 'A'.repeat(9_000) })],
    ['/for', 'empty', (good) => ({ ...good, for: '' })],
    ['/for', 'a list', (good) => ({ ...good, for: ['x'] })],
  ])('%s %s is named, with what to send', async (field, _, spoil) => {
    const { token } = await somebody();
    const answer = await post(token, spoil(codeRequest(await nonceOf(token), newPhoneKey())));
    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/field-wrong', field } });
    expect(answer.body.detail.length).toBeGreaterThan(20);
    expect(await list(token)).toEqual([]);
  });

  test('of a dependent that nobody has', async () => {
    const { token } = await somebody();
    const body = { ...codeRequest(await nonceOf(token), newPhoneKey()), for: 'abcd1234' };
    expect(await post(token, body)).toMatchObject({ status: 404, body: { type: '/problems/dependent-unknown' } });
  });

  test('too often', async () => {
    const { person } = await somebody();
    // At the beginning of an hour, so that none turns meanwhile.
    ground.clock.advance(HOUR_MS - (ground.clock.now() % HOUR_MS));
    const again = await doors.signIn(person);
    const body = codeRequest('A'.repeat(40), newPhoneKey());
    for (let times = 0; times < 60; times += 1) expect((await post(again, body)).status).toBe(400);
    const last = await newCode(doors, again);
    expect(last).toMatchObject({ status: 429, body: { type: '/problems/too-many-attempts' } });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('who may not have one', () => {
  test('without a session, or with one that is over', async () => {
    const { token } = await somebody();
    const body = codeRequest(await nonceOf(token), newPhoneKey());
    expect(await post('a.b.c.d.e', body)).toMatchObject({ status: 401 });
    ground.clock.advance(31 * 60_000);
    expect(await post(token, body)).toMatchObject({ status: 401, body: { type: '/problems/session-over' } });
  });

  test('by name and number alone', async () => {
    const { body } = await doors.bind(await doors.signIn(newPerson()), matchedClaim(newNumber()));
    const answer = await post(body.token, codeRequest('A'.repeat(40), newPhoneKey()));
    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/proof-too-weak' } });
  });

  test('who is bound to nobody', async () => {
    const token = await doors.signIn(newPerson());
    const answer = await post(token, codeRequest('A'.repeat(40), newPhoneKey()));
    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/not-bound' } });
    expect(await doors.call('GET', '/looks', { token })).toMatchObject({ status: 403 });
  });

  /** Changes the profile as another door would, between the nonce and its use. */
  async function afterwards(change: (profile: Json) => Json, { alsoHead = true } = {}) {
    const { token } = await somebody();
    const body = codeRequest(await nonceOf(token), newPhoneKey());
    const citizen = await citizenOf(token);
    const { ledger, citizens } = doors.effects;
    const { v: _, ...profile } = (await ledger.readProfile(citizen))!;
    const read = await ledger.readProfile(citizen);
    await ledger.writeProfile(citizen, read, change(profile));
    const { headOf } = await import('./results/documents.ts');
    if (alsoHead) await citizens.writeHead(citizen, headOf((await ledger.readProfile(citizen))!));
    const answer = await post(token, body);
    const { results: _gone, ...kept } = answer.body;
    return { answer, kept, citizen };
  }

  test.each([
    ['who has withdrawn consent', true, 403, 'consent-missing'],
    ['who has withdrawn consent, before the cache knows', false, 401, 'session-over'],
  ])('%s', async (_, alsoHead, status, kind) => {
    const { answer } = await afterwards(({ consent: _, ...profile }) => profile, { alsoHead });
    expect(answer).toMatchObject({ status, body: { type: `/problems/${kind}` } });
  });

  test.each([true, false])('whose session was ended, whether the cache knows it: %s', async (alsoHead) => {
    const ended = (profile: Json) => ({ ...profile, notBefore: ground.clock.now() });
    const { answer, citizen } = await afterwards(ended, { alsoHead });
    expect(answer).toMatchObject({ status: 401, body: { type: '/problems/session-over' } });
    for (const { id } of await doors.effects.codes.list(citizen)) expect(await isRevoked(id)).toBe(true);
  });

  test('who has asked for deletion', async () => {
    const { token } = await somebody();
    const body = codeRequest(await nonceOf(token), newPhoneKey());
    const citizen = await citizenOf(token);
    const head = await doors.effects.citizens.readHead(citizen);
    await ground.put('recognition-cache', { ...head, x: true, pk: citizen, sk: '#me' });
    expect(await post(token, body)).toMatchObject({ status: 403, body: { type: '/problems/not-bound' } });
  });

  test('whose account leads to somebody else by now', async () => {
    const { token } = await somebody();
    const body = codeRequest(await nonceOf(token), newPhoneKey());
    const { account } = (await doors.effects.sessions.open(token))!;
    await doors.effects.ledger.linkAccount(account, 'another-citizen' as never);
    expect(await post(token, body)).toMatchObject({ status: 401, body: { type: '/problems/session-over' } });
  });
});

describe('one live code', () => {
  test('on each platform: the former goes after two minutes of grace', async () => {
    const { token } = await somebody();
    const first = await newCode(doors, token);
    const second = await newCode(doors, token);
    expect(await isRevoked(first.body.id)).toBe(false);
    const listed = await list(token);
    expect(listed.map(({ id }) => id).sort()).toEqual([first.body.id, second.body.id].sort());
    const former = listed.find(({ id }) => id === first.body.id);
    expect(former.supersededAt).toBeTypeOf('string');
    expect(former).not.toHaveProperty('revokedAt');
    ground.clock.advance(121_000);
    expect(await isRevoked(first.body.id)).toBe(true);
    expect(await isRevoked(second.body.id)).toBe(false);
  });

  test('the former is in no list, for everybody renews; unless it lies on a phone that was lost', async () => {
    const { token } = await somebody();
    const before = (await doors.effects.revocations.list()).length;
    const first = await newCode(doors, token);
    await newCode(doors, token);
    ground.clock.advance(121_000);
    expect(await doors.effects.revocations.list()).toHaveLength(before);
    expect((await doors.call('DELETE', `/share-codes/${first.body.id}`, { token })).status).toBe(204);
    const digest = createHash('sha256').update(Buffer.from(first.body.id, 'hex')).digest();
    const listed = await doors.effects.revocations.list();
    expect(listed).toHaveLength(before + 1);
    expect(listed).toContain(revocationPrefix(digest));
    const told = (await list(token)).find(({ id }) => id === first.body.id);
    expect(told).toMatchObject({ revokedAt: expect.any(String), supersededAt: expect.any(String) });
  });

  test('of ten that are issued at once one goes on', async () => {
    const { token } = await somebody();
    const answers = await Promise.all(Array.from({ length: 10 }, () => newCode(doors, token)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    ground.clock.advance(121_000);
    const revoked = await Promise.all(answers.map(({ body }) => isRevoked(body.id)));
    expect(revoked.filter((each) => !each)).toHaveLength(1);
    expect((await list(token)).filter(({ supersededAt }) => supersededAt === undefined)).toHaveLength(1);
  });

  test('of the other platform is left alone', async () => {
    const { token } = await somebody();
    const citizen = await citizenOf(token);
    const { accounts, sessions, ledger } = doors.effects;
    const { account } = await accounts.enter('alipay', `2088-${citizen}`);
    await ledger.linkAccount(account, citizen);
    const other = await sessions.give(account, citizen, ground.clock.now());
    const [mine, theirs] = [await newCode(doors, token), await newCode(doors, other.token)];
    ground.clock.advance(121_000);
    expect([await isRevoked(mine.body.id), await isRevoked(theirs.body.id)]).toEqual([false, false]);
    expect((await list(token)).map(({ platform }) => platform).sort()).toEqual(['alipay', 'browser']);
  });
});

describe('revoking', () => {
  test('counts at once, again is no mistake, and is listed until the code has expired', async () => {
    const { token, person } = await somebody();
    const { body } = await newCode(doors, token);
    const gone = () => doors.call('DELETE', `/share-codes/${body.id}`, { token });
    expect((await gone()).status).toBe(204);
    expect((await gone()).status).toBe(204);
    expect(await isRevoked(body.id)).toBe(true);
    expect(await list(token)).toMatchObject([{ id: body.id, revokedAt: expect.any(String) }]);
    // A code that follows it gives the revoked one no grace.
    await newCode(doors, token);
    expect(await isRevoked(body.id)).toBe(true);
    ground.clock.advance(48 * HOUR_MS);
    expect(await list(await doors.signIn(person))).toEqual([]);
  });

  test("another citizen's, or none, is not possible", async () => {
    const [mine, theirs] = [await somebody(), await somebody()];
    const { body } = await newCode(doors, theirs.token);
    for (const id of [body.id, '0000000000000000', 'x', '%00']) {
      const answer = await doors.call('DELETE', `/share-codes/${id}`, { token: mine.token });
      expect(answer).toMatchObject({ status: 404, body: { type: '/problems/code-unknown' } });
    }
    expect(await isRevoked(body.id)).toBe(false);
  });

  test('is possible without consent', async () => {
    const { token } = await somebody();
    const { body } = await newCode(doors, token);
    const citizen = await citizenOf(token);
    const { c: _, ...head } = (await doors.effects.citizens.readHead(citizen))!;
    await ground.put('recognition-cache', { ...head, pk: citizen, sk: '#me' } as Json);
    expect((await doors.call('DELETE', `/share-codes/${body.id}`, { token })).status).toBe(204);
  });
});

test('looks are told to the citizen alone, by the name of the venue', async () => {
  const [seen, other] = [await somebody(), await somebody()];
  const venue = { id: 'hzwulin1', zh: '武林广场站', en: 'Wulin Square' };
  await doors.effects.looks.write(await citizenOf(seen.token), { venue, how: 'code' });
  const { body } = await doors.call('GET', '/looks', { token: seen.token });
  expect(body).toEqual({
    looks: [{ at: expect.stringMatching(/^2022-08/), venue: { zh: '武林广场站', en: 'Wulin Square' }, how: 'code' }],
  });
  expect((await doors.call('GET', '/looks', { token: other.token })).body).toEqual({ looks: [] });
});

test('more looks than one answer holds come one list after the other, and none is lost', async () => {
  const { token } = await somebody();
  const citizen = await citizenOf(token);
  for (let at = 0; at < LOOKS_LISTED + 5; at += 1) {
    const venue = { id: `venue${at}`, zh: `某地${at}`, en: 'A place' };
    await doors.effects.looks.write(citizen, { venue, how: 'code' });
  }
  const first = (await doors.call('GET', '/looks', { token })).body;
  const second = (await doors.call('GET', '/looks', { token, query: { after: first.next } })).body;
  expect([first.looks.length, second.looks.length, second.next]).toEqual([LOOKS_LISTED, 5, undefined]);
  const places = [...first.looks, ...second.looks].map(({ venue }: Json) => venue.zh);
  expect(new Set(places).size).toBe(LOOKS_LISTED + 5);
  expect((await doors.call('GET', '/looks', { token, query: { after: 'x' } })).body.field).toBe('after');
});

test('nothing that a code says lies in the tables', async () => {
  const { token } = await somebody();
  const { body, key } = await newCode(doors, token);
  const tables = (await ground.dump('recognition-ledger')) + (await ground.dump('recognition-cache'));
  expect(tables).toContain(body.id);
  expect(tables).not.toContain(body.credential.slice(0, 40));
  expect(tables).not.toContain(Buffer.from(key.publicKey).toString('latin1'));
});
