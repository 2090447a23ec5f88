/** POST /paper-codes at the door: what the printed code says when it is read back, how long, for whom, and what ends it. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { readCoseSign1 } from '../core/certificate/cose-sign1.ts';
import { DAY_MS, formatInstant, type JurisdictionCode, parseInstant } from '../core/index.ts';
import { readCredential } from '../core/share-code/credential.ts';
import { readShowing } from '../core/share-code/showing.ts';
import { trustedTime } from '../core/share-code/trusted-time.ts';
import { verifyShowing } from '../core/share-code/verify.ts';
import { TRUST_MEANS } from './effects/trust.ts';
import { PRINT_LIMITS } from './share/limits.ts';
import {
  beginAtTheDoors,
  citizenOf,
  doors,
  ground,
  holderClaim,
  matchedClaim,
  newNumber,
  newPerson,
} from './testing/at-the-doors.ts';
import { testConfiguration } from './testing/configuration.ts';
import type { Json } from './testing/doors.ts';
import { childClaim, vouch } from './testing/families.ts';
import { codeOn, pagesOf } from './testing/printed-pdf.ts';
import { somebody } from './testing/tested.ts';
import { publishTrust } from './testing/trust.ts';

const configuration = testConfiguration();
const [policy] = configuration.policies;
configuration.policies = [
  ...configuration.policies,
  { ...policy!, jurisdiction: '440000' as JurisdictionCode, windowHours: 96 },
  { ...policy!, scene: 'arrival', windowHours: 24 * 300, effectiveUntil: parseInstant('2022-07-01T00:00:00+08:00')! },
];
beginAtTheDoors(configuration);
beforeAll(() => {
  for (const level of ['warn', 'info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});

const print = (token: string, body: object = { size: 'a4' }) => doors.call('POST', '/paper-codes', { token, body });
const textOn = ({ body }: Json) => codeOn(pagesOf(Buffer.from(body.pdf, 'base64'))[0]!);
const isRevoked = (id: string) => doors.effects.revocations.has(id);

function credentialOn(answer: Json) {
  const showing = readShowing(textOn(answer));
  if (!('credential' in showing)) throw new Error('no share code');
  return readCredential(readCoseSign1(showing.credential, 'deterministic')!.payload)!;
}

test.each(['a4', 'card'])(
  'a printed code (%s) is read off the paper and admitted with the document compared',
  async (size) => {
    await publishTrust(doors.effects);
    const { token, number } = await somebody();
    const answer = await print(token, { size });
    expect(answer.status).toBe(201);
    const trust = await doors.effects.trust.read();
    const venue = { jurisdiction: '310000' as JurisdictionCode, scene: 'public-places' as const };
    const verdict = verifyShowing(
      textOn(answer),
      venue,
      trust,
      trustedTime(undefined, ground.clock.now()),
      TRUST_MEANS,
    );
    expect(verdict).toMatchObject({
      kind: 'admit',
      until: parseInstant('2022-08-02T22:40:00+08:00'),
      shown: { printed: true, compare: true, last4: number.slice(-4), name: '欧**试' },
    });
  },
);

test('it ends with the longest window that is open anywhere, and is listed by its number', async () => {
  const { token } = await somebody();
  const { body, ...answer } = await print(token);
  expect(body).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{16}$/),
    number: body.id.replace(/.{4}(?=.)/g, '$& '),
    expiresAt: '2022-08-04T22:40:00+08:00',
    pdf: expect.any(String),
  });
  const credential = credentialOn({ ...answer, body });
  expect(credential).toMatchObject({ id: body.id, compare: true, expiresAt: parseInstant(body.expiresAt) });
  expect(credential.deviceKey).toBeUndefined();
  const { codes } = (await doors.call('GET', '/share-codes', { token })).body;
  expect(codes).toMatchObject([{ id: body.id, platform: 'paper', number: body.number, expiresAt: body.expiresAt }]);
  expect(await doors.effects.codes.ownerOf(body.id)).toEqual({ citizen: await citizenOf(token) });
});

test('after seven days at most', async () => {
  const longer = {
    ...policy!,
    jurisdiction: '440000' as JurisdictionCode,
    scene: 'arrival' as const,
    windowHours: 24 * 14,
  };
  const before = configuration.policies;
  configuration.policies = [...before, longer];
  const { token } = await somebody();
  const answer = await print(token);
  configuration.policies = before;
  const { issuedAt, expiresAt } = credentialOn(answer);
  expect(expiresAt - issuedAt).toBe(7 * DAY_MS);
});

test('several stand beside each other and beside a phone’s; each is revoked by its number', async () => {
  const { token } = await somebody();
  const [sheet, card] = [await print(token), await print(token, { size: 'card' })];
  ground.clock.advance(5 * 60_000);
  expect([await isRevoked(sheet.body.id), await isRevoked(card.body.id)]).toEqual([false, false]);
  const id = card.body.number.replaceAll(' ', '');
  expect((await doors.call('DELETE', `/share-codes/${id}`, { token })).status).toBe(204);
  expect([await isRevoked(sheet.body.id), await isRevoked(card.body.id)]).toEqual([false, true]);
});

test('for a dependent, held by the guardian', async () => {
  const parent = await somebody();
  const number = `E6${String(Date.now()).slice(-7)}`;
  const child: Json = childClaim('', { document: { type: 'passport', number }, specimenNumber: 't2207 310001' });
  holderClaim(number, child.name);
  await vouch(parent.token, 'child001', child);
  await doors.results(parent.token, { for: 'child001' });
  for (const { id } of configuration.sources) await doors.answer(id);
  const answer = await print(parent.token, { size: 'card', for: 'child001' });
  expect(credentialOn(answer)).toMatchObject({ name: '小*试', last4: number.slice(-4) });
  const { codes } = (await doors.call('GET', '/share-codes', { token: parent.token })).body;
  expect(codes).toMatchObject([{ id: answer.body.id, for: 'child001' }]);
  await doors.call('DELETE', '/dependents/child001', { token: parent.token });
  expect(await isRevoked(answer.body.id)).toBe(true);
});

test('a stronger proof ends it', async () => {
  const weak = await somebody();
  const { body } = await print(weak.token);
  await doors.bind(await doors.signIn(newPerson()), holderClaim(weak.number));
  expect(await isRevoked(body.id)).toBe(true);
});

describe('is not printed', () => {
  const OLD = { sampled: '2022-07-25 10:00:00', issued: '2022-07-25 20:00:00' };
  const POSITIVE = { outcome: '阳性', sampled: '2022-08-01 06:00:00', issued: '2022-08-01 07:00:00', specimen: 'T2' };
  test.each<[string, Json[]]>([
    ['no-negative', []],
    ['no-negative', [OLD]],
    ['positive', [{}, POSITIVE]],
  ])('where nothing counts: %s', async (withheld, rows) => {
    const { token } = await somebody(rows);
    expect(await print(token)).toMatchObject({ status: 409, body: { type: '/problems/code-withheld', withheld } });
    expect((await doors.call('GET', '/share-codes', { token })).body.codes).toEqual([]);
  });

  test.each<[string, Json]>([
    ['/size', {}],
    ['/size', { size: 'a3' }],
    ['/for', { size: 'a4', for: 7 }],
  ])('with a wrong %s', async (field, body) => {
    const { token } = await somebody();
    expect(await print(token, body)).toMatchObject({ status: 400, body: { type: '/problems/field-wrong', field } });
  });

  test('for a dependent that nobody has, by name and number alone, or without a session', async () => {
    const { token } = await somebody();
    expect((await print(token, { size: 'a4', for: 'abcd1234' })).status).toBe(404);
    const weak = await doors.bind(await doors.signIn(newPerson()), matchedClaim(newNumber()));
    expect((await print(weak.body.token)).body.type).toBe('/problems/proof-too-weak');
    expect((await print('a.b.c.d.e')).status).toBe(401);
  });

  test('where the session was ended meanwhile', async () => {
    const { token } = await somebody();
    const citizen = await citizenOf(token);
    const { ledger } = doors.effects;
    const read = (await ledger.readProfile(citizen))!;
    const { v: _, ...profile } = read;
    await ledger.writeProfile(citizen, read, { ...profile, notBefore: ground.clock.now() });
    expect(await print(token)).toMatchObject({ status: 401, body: { type: '/problems/session-over' } });
    for (const { id } of await doors.effects.codes.list(citizen)) expect(await isRevoked(id)).toBe(true);
  });

  test('too often', async () => {
    const { token } = await somebody();
    const count = vi.spyOn(doors.effects.attempts, 'count');
    count.mockResolvedValue({ count: PRINT_LIMITS[1]!.most + 1, endsAt: ground.clock.now() + 60_000 });
    expect((await print(token)).status).toBe(429);
    count.mockRestore();
  });
});

test('the times on it are the ones of the results', async () => {
  const { token } = await somebody();
  const { results } = credentialOn(await print(token));
  expect(
    results.map(({ sampleCollectedAt, reportIssuedAt }) => [sampleCollectedAt!, reportIssuedAt!].map(formatInstant)),
  ).toEqual([['2022-07-31T16:10:00+08:00', '2022-07-31T22:40:00+08:00']]);
});
