/** The hourly list: when it is signed, what it says, that it never goes back, and that nothing is published which phones would refuse. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from '../core/index.ts';
import { revocationPrefix } from '../core/share-code/revocations.ts';
import { type PublishedTrustList, readTrustList } from '../core/share-code/trust-list.ts';
import { createEffects, type Effects } from './effects/index.ts';
import { TRUST_MEANS } from './effects/trust.ts';
import { listNamed } from './effects/trust-store.ts';
import { MANY_REVOKED, handle as signList } from './sign-list.ts';
import { validator } from './testing/contract.ts';
import { startTestGround, type TestGround } from './testing/ground.ts';
import { drawTestKey, publishTrust, rootSigned, TEST_KEYS, TEST_ROOT } from './testing/trust.ts';

let ground: TestGround;
let effects: Effects;
let lines: [string, object?][];
beforeEach(async () => {
  ground = await startTestGround();
  lines = [];
  effects = { ...(await createEffects(ground.world())), log: (code, details) => void lines.push([code, details]) };
});
afterEach(() => ground.stop());

const published = async () => (await fetch(`${ground.documentsUrl}/trust-list`)).json();
async function read() {
  const list = readTrustList(await published(), [TEST_ROOT], undefined, TRUST_MEANS);
  if (list.kind === 'refused') throw new Error(list.reason);
  return list.list;
}
/** As many prefixes, as far apart as those of random ids. */
const spread = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    revocationPrefix(TRUST_MEANS.sha256(Buffer.from(at.toString(16).padStart(16, '0'), 'hex'))),
  );
const ID = '0011223344556677';
const PREFIX = revocationPrefix(TRUST_MEANS.sha256(Buffer.from(ID, 'hex')));

test('before the first ceremony it waits, and says so', async () => {
  expect(await signList(effects)).toEqual({ outcome: 'waits' });
  expect(lines).toEqual([['trust-list-waits', undefined]]);
  expect(await ground.objects('documents')).toEqual(new Map());
});

test('what is published is what a phone reads, with the policies in it and an ETag', async () => {
  expect(await publishTrust(effects)).toEqual({ outcome: 'signed', seq: 1 });
  const list = await read();
  expect(list.signedAt).toBe(Math.floor(list.signedAt / 1000) * 1000);
  expect(list.policies).toEqual(ground.configuration.policies);
  expect(list.keys.map(({ use }) => use)).toEqual(['share', 'venue', 'receipt', 'tally', 'list']);
  const answer = await fetch(`${ground.documentsUrl}/trust-list`);
  const again = await fetch(`${ground.documentsUrl}/trust-list`, {
    headers: { 'if-none-match': answer.headers.get('etag')! },
  });
  expect(again.status).toBe(304);
  const validate = validator('/components/schemas/TrustList');
  expect(validate(await answer.json()) ? [] : validate.errors).toEqual([]);
});

describe('it is signed', () => {
  beforeEach(() => publishTrust(effects));

  test('each hour, and not before', async () => {
    ground.clock.advance(59 * MINUTE_MS);
    expect(await signList(effects)).toEqual({ outcome: 'fresh', seq: 1 });
    ground.clock.advance(MINUTE_MS);
    expect(await signList(effects)).toEqual({ outcome: 'signed', seq: 2 });
  });

  test('when an operator wants it', async () => {
    await effects.trustStore.want();
    expect(await signList(effects)).toEqual({ outcome: 'signed', seq: 2 });
    ground.clock.advance(1);
    expect(await signList(effects)).toEqual({ outcome: 'fresh', seq: 2 });
  });

  test('when a root has signed anew', async () => {
    ground.clock.advance(MINUTE_MS);
    expect(await publishTrust(effects, TEST_KEYS.slice(0, 5).reverse())).toEqual({ outcome: 'signed', seq: 2 });
    expect((await read()).keys[0]!.use).toBe('list');
  });

  test('once, when several environments run at the same moment', async () => {
    ground.clock.advance(HOUR_MS);
    const others = await Promise.all(Array.from({ length: 4 }, () => createEffects(ground.world())));
    const outcomes = (await Promise.all(others.map(signList))).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'signed')).toHaveLength(1);
    expect((await read()).seq).toBe(2);
  });
});

describe('whoever is interrupted', () => {
  beforeEach(async () => {
    await publishTrust(effects);
    ground.clock.advance(HOUR_MS);
  });
  const failing = async () => Promise.reject(new Error('interrupted'));

  test('before the item names the list has changed nothing, and the next run signs', async () => {
    const trustStore = { ...effects.trustStore, writeList: failing };
    await expect(signList({ ...effects, trustStore })).rejects.toThrow('interrupted');
    expect((await read()).seq).toBe(1);
    expect(await signList(effects)).toEqual({ outcome: 'signed', seq: 2 });
    expect((await read()).seq).toBe(2);
  });

  test('after it, has the next run give phones the list that the item names', async () => {
    const publish: typeof effects.documents.publish = (name, document) =>
      name === 'trust-list' ? failing() : effects.documents.publish(name, document);
    await expect(signList({ ...effects, documents: { ...effects.documents, publish } })).rejects.toThrow('interrupted');
    expect((await read()).seq).toBe(1);
    expect(await signList(effects)).toEqual({ outcome: 'fresh', seq: 2 });
    expect((await read()).seq).toBe(2);
  });

  test('long ago, so that the list that the item names is gone, has it signed anew', async () => {
    await signList(effects);
    const { digest } = await effects.trustStore.readList();
    await ground.loseObject('documents', listNamed(digest!));
    expect(await signList(effects)).toEqual({ outcome: 'signed', seq: 3 });
  });
});

test('a hundred and fifty thousand revoked codes are signed hour by hour, and somebody is told long before', async () => {
  const revocations = (count: number) => ({ ...effects.revocations, list: async () => spread(count) });
  await publishTrust({ ...effects, revocations: revocations(MANY_REVOKED) });
  expect(lines.map(([code]) => code)).not.toContain('revocations-many');
  for (const count of [MANY_REVOKED + 1, 150_000, 150_000]) {
    ground.clock.advance(HOUR_MS);
    expect(await signList({ ...effects, revocations: revocations(count) })).toMatchObject({ outcome: 'signed' });
    expect(lines).toContainEqual(['revocations-many', { count }]);
    expect((await read()).revoked.size).toBe(count);
  }
  // An item may have 400 KB; the list has more, and the item does not grow with it.
  expect(JSON.stringify(await published()).length).toBeGreaterThan(700_000);
  expect(JSON.stringify(await effects.trustStore.readList()).length).toBeLessThan(500);
});

test('when somebody is told, the phones that keep least have room for a quarter more; the others for nine times as many', async () => {
  const keptOf = async (count: number) => {
    const revocations = { ...effects.revocations, list: async () => spread(count) };
    ground.clock.advance(HOUR_MS);
    await publishTrust({ ...effects, revocations });
    // Beside it lie the keys and policies of config/, and what the phone notes of its own.
    return ((await published()) as PublishedTrustList).list.length + 20_000;
  };
  expect(await keptOf(1.25 * MANY_REVOKED)).toBeLessThan(180_000);
  expect(await keptOf(9 * MANY_REVOKED)).toBeLessThan(2 ** 20);
});

test('an older list that overtook on its way into the bucket is mended a minute later', async () => {
  await publishTrust(effects);
  const older = await published();
  ground.clock.advance(HOUR_MS);
  await signList(effects);
  await effects.documents.publish('trust-list', older as object);
  expect((await read()).seq).toBe(1);
  expect(await signList(effects)).toMatchObject({ outcome: 'fresh' });
  expect((await read()).seq).toBe(2);
});

test('a revoked code is listed when its time has come and until it has expired', async () => {
  await effects.revocations.add(
    ID,
    instantOf(ground.clock.now() + 2 * HOUR_MS),
    instantOf(ground.clock.now() + 120_000),
  );
  await publishTrust(effects);
  expect([...(await read()).revoked]).toEqual([]);
  expect(await effects.revocations.has(ID)).toBe(false);
  ground.clock.advance(HOUR_MS);
  expect(await effects.revocations.has(ID)).toBe(true);
  await signList(effects);
  expect([...(await read()).revoked]).toEqual([PREFIX]);
  ground.clock.advance(HOUR_MS + 1_000);
  await signList(effects);
  expect([...(await read()).revoked]).toEqual([]);
  expect(await ground.dump('recognition-ledger')).not.toContain(ID);
});

test('a revoked key is named by every list, also when a root has signed the same', async () => {
  await publishTrust(effects);
  const [share] = TEST_KEYS;
  await effects.trustStore.revokeKey(share!.kid);
  await effects.trustStore.want();
  expect(await signList(effects)).toMatchObject({ outcome: 'signed', seq: 2 });
  expect((await read()).keys.filter(({ revoked }) => revoked).map(({ kid }) => kid)).toEqual([share!.kid]);
  const keys = TEST_KEYS.map((key) => (key === share ? { ...key, revoked: true as const } : key));
  const next = { signed: await rootSigned({ keys }), publishedAt: ground.clock.now() };
  expect(await effects.trustStore.writeKeys(await effects.trustStore.readKeys(), next)).toBe(true);
  await signList(effects);
  expect((await read()).keys.find(({ kid }) => kid === share!.kid)?.revoked).toBe(true);
});

test('what phones would refuse is not published, and the last good list stays', async () => {
  await publishTrust(effects);
  const stranger = await drawTestKey('root');
  const next = { signed: await rootSigned({}, stranger), publishedAt: ground.clock.now() };
  await effects.trustStore.writeKeys(await effects.trustStore.readKeys(), next);
  lines = [];
  expect(await signList(effects)).toEqual({ outcome: 'refused' });
  expect(lines).toEqual([['trust-list-refused', { reason: 'forged' }]]);
  expect((await read()).seq).toBe(1);
});

test('whoever holds the list key alone adds no key', async () => {
  await publishTrust(effects);
  const thief = await createEffects(ground.world());
  const added = await drawTestKey('share');
  // Keys that no root has signed, under a list of the stolen key.
  const forged = await rootSigned({ keys: [...TEST_KEYS, added] }, TEST_KEYS.find(({ use }) => use === 'list')!);
  await thief.trustStore.writeKeys(await thief.trustStore.readKeys(), { signed: forged, publishedAt: 0 });
  expect(await signList(thief)).toEqual({ outcome: 'refused' });
});

test('of keys that end soon operators are told for each use, every hour', async () => {
  const keys = await Promise.all(
    TEST_KEYS.map((key) =>
      key.use === 'venue'
        ? drawTestKey('venue', { signsUntil: instantOf(ground.clock.now() + 5 * DAY_MS) })
        : Promise.resolve(key),
    ),
  );
  await publishTrust(
    effects,
    keys.filter(({ use }) => use !== 'tally'),
  );
  expect(lines.filter(([code]) => code === 'keys-ending')).toEqual([
    ['keys-ending', { use: 'venue', days: 4 }],
    ['keys-ending', { use: 'tally', days: 0 }],
  ]);
});

test('a code whose holder has a newer one is told online, and is no part of the list until it is revoked', async () => {
  const end = instantOf(ground.clock.now() + 2 * DAY_MS);
  await effects.revocations.supersede(ID, end, instantOf(ground.clock.now() + 2 * MINUTE_MS));
  expect(await effects.revocations.has(ID)).toBe(false);
  ground.clock.advance(2 * MINUTE_MS);
  expect(await effects.revocations.has(ID)).toBe(true);
  await publishTrust(effects);
  expect((await read()).revoked.size).toBe(0);
  await effects.revocations.add(ID, end);
  ground.clock.advance(HOUR_MS);
  await signList(effects);
  expect([...(await read()).revoked]).toEqual([PREFIX]);
});
