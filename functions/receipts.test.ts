/** Receipts at their door: what is signed reads anywhere and names nobody; one a citizen, venue and day; counted without anybody. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DAY_MS, formatInstant, HOUR_MS, instantOf, MINUTE_MS } from '../core/index.ts';
import { COMPLAINTS, type Receipt, readReceipt } from '../core/share-code/receipt.ts';
import { NoKeySigns } from './effects/signer.ts';
import { TRUST_MEANS } from './effects/trust.ts';
import { RECEIPT_LIMITS } from './receipts.ts';
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
import { contract, HELD_ELSEWHERE, Holding, promisedOf } from './testing/contract.ts';
import { type Call, typeOf } from './testing/doors.ts';
import { publishTrust } from './testing/trust.ts';
import { MALL, openVenue, type TestVenue } from './testing/venues.ts';

beginAtTheDoors();
const { given, problems, hold } = new Holding();
let venue: TestVenue;
let token: string;
beforeEach(async () => {
  for (const level of ['warn', 'info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  await publishTrust(doors.effects);
  venue = await openVenue();
  token = await bound();
});
afterEach(() => vi.restoreAllMocks());

async function bound(): Promise<string> {
  const person = newPerson();
  const first = await doors.signIn(person);
  await doors.bind(first, holderClaim(newNumber()));
  return doors.signIn(person);
}

const post = async (call: Call) => hold('POST', '/receipts', await doors.call('POST', '/receipts', call));
const wanted = (more: object = {}) => ({
  complaint: 'local-code-not-found',
  venue: venue.id,
  jurisdiction: '310000',
  scene: 'public-places',
  refusedAt: formatInstant(instantOf(ground.clock.now() - HOUR_MS / 4)),
  ...more,
});
const ask = (more: object = {}, by = token) => post({ token: by, body: wanted(more) });

async function read(link: string) {
  const now = ground.clock.now();
  const time = { kind: 'known', now, memory: { offsetMs: 0, newest: now } } as const;
  return readReceipt(link, await doors.effects.trust.read(), time, TRUST_MEANS);
}
const today = () => doors.effects.receipts.ofDay(formatInstant(ground.clock.now()).slice(0, 10));

test('a receipt reads anywhere as what was told of a registered venue, with that venue’s place and scene', async () => {
  const { status, body } = await ask({ jurisdiction: '440000', scene: 'key-places' });
  expect(status).toBe(201);
  expect(body.link).toMatch(/^https:\/\/h5\.example\/#\/more\/pages\/receipt\/index\?code=/);
  const { zh, en, jurisdiction, scene } = MALL;
  expect(await read(body.link)).toEqual({
    kind: 'receipt',
    receipt: {
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      complaint: 'local-code-not-found',
      venue: { kind: 'known', id: venue.id, zh, en },
      jurisdiction,
      scene,
      refusedAt: expect.any(Number),
      issuedAt: expect.any(Number),
    },
  });
});

test('one of a venue that nobody registered says that its name was told', async () => {
  const { body } = await ask({ venue: { told: ' 城东 菜市场 ' }, complaint: 'paper-not-accepted' });
  expect(await read(body.link)).toMatchObject({
    receipt: { complaint: 'paper-not-accepted', venue: { kind: 'told', name: '城东 菜市场' }, jurisdiction: '310000' },
  });
});

test('nobody is in it, and it is in nothing that we keep', async () => {
  const { body } = await ask({ venue: { told: '某超市' } });
  const citizen = await citizenOf(token);
  const signed = Buffer.from(body.link.split('code=')[1], 'base64url').toString('latin1');
  expect(signed).not.toContain(citizen);
  for (const table of ['recognition-ledger', 'recognition-cache']) {
    const dump = await ground.dump(table);
    expect(dump).not.toContain('某超市');
    expect(dump).not.toContain(body.link.split('code=')[1].slice(0, 40));
    const lines = (JSON.parse(dump) as object[]).map((item) => JSON.stringify(item));
    for (const line of lines.filter((each) => /receipts?#/.test(each))) expect(line).not.toContain(citizen);
  }
});

test('there is one for each citizen, venue and day', async () => {
  expect((await ask()).status).toBe(201);
  expect((await ask({ complaint: 'tested-elsewhere' })).status).toBe(200);
  expect((await ask({ venue: { told: 'A shop' } })).status).toBe(201);
  expect((await ask({ venue: { told: 'Ａ ＳＨＯＰ' } })).status).toBe(200);
  expect((await ask({ refusedAt: formatInstant(instantOf(ground.clock.now() - DAY_MS)) })).status).toBe(201);
  expect((await ask({}, await bound())).status).toBe(201);
});

test('whoever asks again has the same receipt, whatever they say by then', async () => {
  const { body } = await ask();
  ground.clock.advance(MINUTE_MS);
  const again = await ask({ complaint: 'tested-elsewhere' });
  expect(again).toMatchObject({ status: 200, body });
  const { body: told } = await ask({ venue: { told: '老城菜场' } });
  ground.clock.advance(MINUTE_MS);
  const elsewhere = await ask({ venue: { told: '老城菜场' }, jurisdiction: '440000', scene: 'key-places' });
  expect(elsewhere).toMatchObject({ status: 200, body: told });
});

test('one whose key was revoked since is signed anew for whoever asks again', async () => {
  const first = (await read((await ask()).body.link)) as { receipt: Receipt };
  ground.clock.advance(MINUTE_MS);
  vi.spyOn(doors.effects.signer, 'sign').mockRejectedValueOnce(new NoKeySigns('revoked'));
  const { status, body } = await ask();
  expect(status).toBe(200);
  const again = (await read(body.link)) as { receipt: Receipt };
  expect(again.receipt).toEqual({ ...first.receipt, issuedAt: expect.any(Number) });
  expect(again.receipt.issuedAt - first.receipt.issuedAt).toBeGreaterThanOrEqual(MINUTE_MS);
});

describe('an answer that was lost', () => {
  test('because it could not be signed, comes when it is asked for again, and is counted then', async () => {
    vi.spyOn(doors.effects.signer, 'sign').mockRejectedValueOnce(new Error('no key'));
    expect((await ask()).status).toBe(500);
    expect(await today()).not.toContainEqual(expect.objectContaining({ venue: venue.id }));
    const { body } = await ask();
    expect(await read(body.link)).toMatchObject({ receipt: { complaint: 'local-code-not-found' } });
    expect(await today()).toContainEqual(
      expect.objectContaining({ venue: venue.id, counts: { 'local-code-not-found': 1 } }),
    );
  });

  test('of many at once is one receipt, counted once, whatever each says', async () => {
    const answers = await Promise.all(COMPLAINTS.map((complaint) => ask({ complaint })));
    expect(new Set(answers.map(({ body }) => body.link)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    const { counts } = (await today()).find((each) => each.venue === venue.id)!;
    expect(Object.values(counts)).toEqual([1]);
    const { receipt } = (await read(answers[0]!.body.link)) as { receipt: Receipt };
    expect(Object.keys(counts)).toEqual([receipt.complaint]);
  });
});

test('each is counted once, by day, place, venue and complaint', async () => {
  const other = await bound();
  await Promise.all([ask(), ask({}, other), ask({ venue: { told: '甲' } }), ask({ venue: { told: '乙' } }, other)]);
  await ask({ complaint: 'tested-elsewhere' });
  expect(await today()).toContainEqual({
    jurisdiction: '310000',
    venue: venue.id,
    counts: { 'local-code-not-found': 2 },
  });
  const told = (await today()).find((each) => each.venue === 'told')!;
  expect(told.counts['local-code-not-found']).toBeGreaterThanOrEqual(2);
});

test('one that cannot be counted is given all the same', async () => {
  vi.spyOn(doors.effects.receipts, 'count').mockRejectedValueOnce(new Error('no table'));
  expect((await ask()).status).toBe(201);
});

describe('what is wrong names its remedy', () => {
  test.each<[object, string]>([
    [{ complaint: 'rude' }, '/complaint'],
    [{ venue: 7 }, '/venue'],
    [{ venue: 'short' }, '/venue'],
    [{ venue: { told: '' } }, '/venue/told'],
    [{ venue: { told: '名'.repeat(41) } }, '/venue/told'],
    [{ venue: { told: 'a\u202eb' } }, '/venue/told'],
    [{ jurisdiction: '999999' }, '/jurisdiction'],
    [{ jurisdiction: 'Shanghai' }, '/jurisdiction'],
    [{ scene: 'home' }, '/scene'],
    [{ refusedAt: 'yesterday' }, '/refusedAt'],
    [{ refusedAt: '2022-07-01T07:45:00+08:00' }, '/refusedAt'],
    [{ refusedAt: '2022-09-01T07:45:00+08:00' }, '/refusedAt'],
  ])('%j', async (more, field) => {
    const { status, body } = await ask(more);
    expect([status, body.field]).toEqual([400, expect.stringContaining(field)]);
  });

  test('a venue that does not exist', async () => {
    expect(typeOf(await ask({ venue: 'zzzzzzzz' }))).toBe('venue-unknown');
  });
});

describe('nobody has one', () => {
  test('without a session, unbound, or known by name and number alone', async () => {
    expect((await post({ body: wanted() })).status).toBe(401);
    expect(typeOf(await ask({}, await doors.signIn(newPerson())))).toBe('not-bound');
    const person = newPerson();
    await doors.bind(await doors.signIn(person), matchedClaim(newNumber()));
    expect(typeOf(await ask({}, await doors.signIn(person)))).toBe('proof-too-weak');
  });

  test('eleven times a day', async () => {
    const { most } = RECEIPT_LIMITS[0];
    for (let at = 0; at < most; at += 1) expect((await ask({ venue: { told: `店${at}` } })).status).toBe(201);
    expect(typeOf(await ask({ venue: { told: '又一家' } }))).toBe('too-many-attempts');
  });
});

test('whatever the contract promises of receipts was seen, and the complaints are core’s', async () => {
  await post({ token, body: '{}', headers: { 'content-type': 'text/plain' } });
  await post({ token, body: { complaint: 'x'.repeat(17_000) } });
  vi.spyOn(doors.effects.sessions, 'open').mockRejectedValueOnce(new Error('defect'));
  await post({ token, body: wanted() });
  expect(promisedOf(['/receipts']).filter((each) => !given.has(each))).toEqual([]);
  for (const problem of HELD_ELSEWHERE.receipts.problems) expect(problems).toContain(problem);
  expect(contract.components.schemas.ReceiptRequest.properties.complaint.enum).toEqual([...COMPLAINTS]);
});
