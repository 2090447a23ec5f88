/** Who holds a code: what becomes of it when a stronger proof comes, when two citizens turn out to be one, and in families. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { LOOKS_LISTED } from '../effects/looks.ts';
import { beginAtTheDoors, citizenOf, doors, ground, holderClaim, newPerson } from '../testing/at-the-doors.ts';
import { type Json, NAME, phoneClaim, row } from '../testing/doors.ts';
import { childClaim, vouch } from '../testing/families.ts';
import { codeRequest, credentialIn, newCode, newPhoneKey, showing } from '../testing/phone-key.ts';
import { somebody } from '../testing/tested.ts';
import { publishTrust } from '../testing/trust.ts';
import { openVenue } from '../testing/venues.ts';

beginAtTheDoors();
beforeAll(() => {
  for (const level of ['warn', 'info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});

const isRevoked = (id: string) => doors.effects.revocations.has(id);
const list = async (token: string): Promise<Json[]> => (await doors.call('GET', '/share-codes', { token })).body.codes;
const boundTo = async (claim: object) =>
  (await doors.bind(await doors.signIn(newPerson()), claim)).body.token as string;

describe('a stronger proof', () => {
  test('of another account revokes what the weaker binding has had issued', async () => {
    const weak = await somebody();
    const { body } = await newCode(doors, weak.token);
    expect(await isRevoked(body.id)).toBe(false);
    const strong = await boundTo(holderClaim(weak.number));
    expect(await isRevoked(body.id)).toBe(true);
    expect(await list(strong)).toEqual([]);
  });

  test('within one citizen revokes the codes of the account that knew less, and leaves its own', async () => {
    const one = await somebody();
    const two = await boundTo(phoneClaim(one.number));
    const { sessions } = doors.effects;
    // The test's accounts are all of one platform, so that the second code takes the first one's place.
    const { body: theirs } = await newCode(doors, one.token);
    await doors.bind(two, holderClaim(one.number));
    expect(await isRevoked(theirs.id)).toBe(true);
    const { account, citizen } = (await sessions.open(two))!;
    const again = await sessions.give(account, citizen, ground.clock.now());
    const { body: own } = await newCode(doors, again.token);
    await doors.bind(again.token, holderClaim(one.number));
    expect(await isRevoked(own.id)).toBe(false);
  });

  test('that comes while a code is being signed finds it', async () => {
    const weak = await somebody();
    const nonce = (await doors.results(weak.token)).headers['x-share-nonce']!;
    const { codes } = doors.effects;
    const add = codes.add;
    vi.spyOn(codes, 'add').mockImplementationOnce(async (...given) => {
      await add(...given);
      await boundTo(holderClaim(weak.number));
    });
    const request = { token: weak.token, body: codeRequest(nonce, newPhoneKey()) };
    expect((await doors.call('POST', '/share-codes', request)).status).toBe(401);
    const [issued] = await codes.list(await citizenOf(weak.token));
    expect(await isRevoked(issued!.id)).toBe(true);
  });
});

test('two citizens who turn out to be one keep their codes and looks', async () => {
  const staying = await somebody();
  const leaving = await boundTo(phoneClaim('E58889123', NAME, 'passport'));
  ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, 'E58889123')] });
  await doors.results(leaving, { ask: 'now' });
  for (const { id } of ground.configuration.sources) await doors.answer(id);
  const { body: theirs } = await newCode(doors, leaving);
  await doors.effects.looks.write(await citizenOf(leaving), { venue: null, how: 'link' });
  const { body: own } = await newCode(doors, staying.token);
  const joined = (await doors.bind(leaving, phoneClaim(staying.number))).body.token;
  expect(await citizenOf(joined)).toBe(await citizenOf(staying.token));
  expect((await list(joined)).map(({ id }) => id).sort()).toEqual([own.id, theirs.id].sort());
  expect(await isRevoked(theirs.id)).toBe(false);
  expect(await doors.effects.codes.ownerOf(theirs.id)).toEqual({ citizen: await citizenOf(joined) });
  expect((await doors.call('GET', '/looks', { token: joined })).body.looks).toHaveLength(1);
});

describe('a family', () => {
  let children = 0;
  /** A guardian with a child whom the delta's source holds a negative of. */
  async function family() {
    children += 1;
    const parent = await somebody();
    const number = `E59000${String(children).padStart(3, '0')}`;
    const child: Json = childClaim('', { document: { type: 'passport', number }, specimenNumber: 't2207 310001' });
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(child.name, number)] });
    return { parent, child, id: 'child001' };
  }
  async function vouched() {
    const each = await family();
    await vouch(each.parent.token, each.id, each.child);
    await ask(each.parent.token, each.id);
    return each;
  }
  async function ask(token: string, id: string) {
    await doors.results(token, { for: id });
    for (const { id: source } of ground.configuration.sources) await doors.answer(source);
  }

  test('holds a code for each; those of dependents always have the document compared', async () => {
    const { parent, id } = await vouched();
    const own = await newCode(doors, parent.token);
    const child = await newCode(doors, parent.token, { dependent: id });
    expect(child.status).toBe(201);
    expect(credentialIn(own).compare).toBeUndefined();
    expect(credentialIn(child)).toMatchObject({ compare: true, name: '小*试' });
    ground.clock.advance(121_000);
    expect([await isRevoked(own.body.id), await isRevoked(child.body.id)]).toEqual([false, false]);
    const listed = await list(parent.token);
    expect(listed.find((each) => each.id === child.body.id)).toMatchObject({ for: id });
    expect(listed.find((each) => each.id === own.body.id)).not.toHaveProperty('for');
    const gone = await doors.call('DELETE', `/share-codes/${child.body.id}`, { token: parent.token });
    expect(gone.status).toBe(204);
    expect([await isRevoked(own.body.id), await isRevoked(child.body.id)]).toEqual([false, true]);
  });

  test('a nonce for oneself is none for a dependent, nor the other way', async () => {
    const { parent, id } = await vouched();
    for (const [query, more] of [
      [{}, { for: id }],
      [{ for: id }, {}],
    ] as [Record<string, string>, object][]) {
      const { headers } = await doors.results(parent.token, query);
      const body = { ...codeRequest(headers['x-share-nonce']!, newPhoneKey()), ...more };
      const answer = await doors.call('POST', '/share-codes', { token: parent.token, body });
      expect(answer).toMatchObject({ status: 400, body: { field: '/nonce' } });
    }
  });

  test('of two guardians each holds a code of their own, sees it alone, and who looked at it', async () => {
    const { parent, child, id } = await vouched();
    const other = await somebody();
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(child.name, child.document.number)] });
    await vouch(other.token, 'mychild2', child);
    const one = await newCode(doors, parent.token, { dependent: id });
    const two = await newCode(doors, other.token, { dependent: 'mychild2' });
    expect([one.status, two.status]).toEqual([201, 201]);
    ground.clock.advance(121_000);
    expect([await isRevoked(one.body.id), await isRevoked(two.body.id)]).toEqual([false, false]);
    expect((await list(other.token)).map((each) => each.id)).toEqual([two.body.id]);
    const stolen = await doors.call('DELETE', `/share-codes/${one.body.id}`, { token: other.token });
    expect(stolen.status).toBe(404);
    await publishTrust(doors.effects);
    const venue = await openVenue();
    const looks = async (token: string) => (await doors.call('GET', '/looks', { token })).body.looks;
    const code = showing(two.body.credential, two.key, ground.clock.now());
    const asked = await doors.call('POST', '/verifications', { token: venue.staff, body: { code, venue: venue.id } });
    expect(asked.status).toBe(200);
    expect(await looks(other.token)).toMatchObject([{ for: 'mychild2', how: 'code', venue: { zh: '某商场' } }]);
    expect(await looks(parent.token)).toEqual([]);
    // Nobody of ours held the document that was looked up: each of them could be the one to miss it.
    const { citizen } = (await doors.effects.codes.ownerOf(one.body.id))!;
    await doors.effects.looks.write(citizen, { venue: null, how: 'look-up' });
    expect(await looks(parent.token)).toMatchObject([{ for: id, how: 'look-up' }]);
    expect(await looks(other.token)).toHaveLength(2);
  });

  test('of two guardians one is told nothing by how many looks the other is told of', async () => {
    const { parent, child, id } = await vouched();
    const other = await somebody();
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(child.name, child.document.number)] });
    await vouch(other.token, 'mychild2', child);
    const two = await newCode(doors, other.token, { dependent: 'mychild2' });
    const { citizen, guardian } = (await doors.effects.codes.ownerOf(two.body.id))!;
    const venue = { id: 'abcdefgh', zh: '某地', en: 'A place' };
    await doors.effects.looks.write(citizen, { venue, how: 'look-up' });
    ground.clock.advance(11 * 60_000);
    for (let at = 0; at < LOOKS_LISTED + 1; at += 1)
      await doors.effects.looks.write(citizen, { venue: { ...venue, id: `venue${at}` }, how: 'code', guardian });
    const answer = async (token: string) => (await doors.call('GET', '/looks', { token })).body;
    expect(await answer(parent.token)).toEqual({ looks: [expect.objectContaining({ for: id, how: 'look-up' })] });
    expect(await answer(other.token)).toMatchObject({ next: expect.any(String) });
  });

  test('who vouches no more holds no code any more', async () => {
    const { parent, id } = await vouched();
    const own = await newCode(doors, parent.token);
    const child = await newCode(doors, parent.token, { dependent: id });
    expect((await doors.call('DELETE', `/dependents/${id}`, { token: parent.token })).status).toBe(204);
    expect([await isRevoked(own.body.id), await isRevoked(child.body.id)]).toEqual([false, true]);
  });

  test('who binds themself ends what guardians hold', async () => {
    const { parent, child, id } = await vouched();
    const held = await newCode(doors, parent.token, { dependent: id });
    await boundTo(phoneClaim(child.document.number, child.name, 'passport'));
    expect(await isRevoked(held.body.id)).toBe(true);
    const after = await doors.results(parent.token, { for: id });
    expect(after).toMatchObject({ status: 404, body: { type: '/problems/dependent-unknown' } });
  });
});
