/** What a trust list may say at all, whoever has signed it: its keys as narrow as we write them, and its time within its key's. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeBase64Url } from '../certificate/base64url.ts';
import { writeCbor } from '../certificate/cbor.ts';
import { encodeUtf8 } from '../certificate/utf8.ts';
import { fromHex } from './hex.ts';
import { writeRevocations } from './revocations.ts';
import { readShowing, writeShowing } from './showing.ts';
import type { SigningKey } from './signed-key.ts';
import { readKeysAndPolicies, readTrustList, type TrustList } from './trust-list.ts';

const LIST_KEY = {
  kid: '00000001',
  use: 'list',
  algorithm: 'Ed25519',
  publicKey: encodeBase64Url(new Uint8Array(32).fill(7)),
  signsFrom: '2022-07-20T00:00:00+08:00',
  signsUntil: '2022-08-09T00:00:00+08:00',
};
const json = (value: object) => encodeUtf8(JSON.stringify(value));
const keysAndPolicies = (key: object) => json({ edition: 1, keys: [key], policies: [], words: {} });

it.each([
  ['as we write it', {}, true],
  ['that is a root', { use: 'root' }, false],
  ['of no use that we know', { use: 'door' }, false],
  ['of another algorithm', { algorithm: 'ES256' }, false],
  ['too short for its algorithm', { algorithm: 'SM2' }, false],
  ['too long for its algorithm', { publicKey: encodeBase64Url(new Uint8Array(65)) }, false],
  ['half revoked', { revoked: 'no' }, false],
  ['with an id of three bytes', { kid: '000001' }, false],
  ['without an end', { signsUntil: undefined }, false],
])('a key %s', (_, changes, isRead) => {
  expect(readKeysAndPolicies(keysAndPolicies({ ...LIST_KEY, ...changes })) !== undefined).toBe(isRead);
});

/** As if all of it were signed well. */
const means = { sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest(), verify: () => true };
const root = { kid: '0000000f', use: 'root', algorithm: 'Ed25519' } as SigningKey;

function signed(kid: string, payload: Uint8Array): Uint8Array {
  const header = new Map<number, unknown>([
    [1, -19],
    [4, fromHex(kid)],
  ]);
  return writeCbor([writeCbor(header), new Map(), payload, new Uint8Array(64)]);
}

const SHARE_KEY = { ...LIST_KEY, kid: '00000002', use: 'share' };
interface Said {
  seq?: number;
  signedAt?: string;
  edition?: number;
  revokedKeys?: string[];
}
function published({ seq = 1, signedAt = '2022-08-01T00:00:00+08:00', edition = 1, revokedKeys }: Said) {
  const keys = signed(root.kid, json({ edition, keys: [LIST_KEY, SHARE_KEY], policies: [], words: {} }));
  const said = {
    seq,
    signedAt,
    keysAndPolicies: encodeBase64Url(means.sha256(keys)),
    revoked: encodeBase64Url(writeRevocations([])),
    ...(revokedKeys && { revokedKeys }),
  };
  const list = signed(LIST_KEY.kid, json(said));
  return { keysAndPolicies: encodeBase64Url(keys), list: encodeBase64Url(list) };
}
const read = (said: Said, known?: TrustList) => readTrustList(published(said), [root], known, means);
function known(said: Said): TrustList {
  const first = read(said);
  if (first.kind === 'refused') throw new Error(first.reason);
  return first.list;
}

it.each([
  ['2022-07-19T23:59:59+08:00', 'forged'],
  ['2022-07-20T00:00:00+08:00', 'read'],
  ['2022-08-08T23:59:59+08:00', 'read'],
  ['2022-08-09T00:00:00+08:00', 'forged'],
])('a list signed %s by a key of 20 July to 9 August is %s', (signedAt, expected) => {
  const said = read({ signedAt });
  expect(said.kind === 'read' ? said.kind : said.reason).toBe(expected);
});

describe('whoever holds the list key alone', () => {
  const SHARE = [SHARE_KEY.kid];
  it.each<[string, Said, Said, string]>([
    ['goes back behind a list', { seq: 8 }, { seq: 7 }, 'rolled-back'],
    ['says the same once more', { seq: 8 }, { seq: 8 }, 'read'],
    ['revokes a key', { seq: 8 }, { seq: 9, revokedKeys: SHARE }, 'read'],
    ['takes a revoked key back', { seq: 8, revokedKeys: SHARE }, { seq: 2 ** 50 }, 'rolled-back'],
    ['keeps it revoked', { seq: 8, revokedKeys: SHARE }, { seq: 9, revokedKeys: SHARE }, 'read'],
    ['goes back behind an edition', { edition: 2 }, { seq: 2 ** 50, edition: 1 }, 'rolled-back'],
    ['signs with a key that the list itself revokes', {}, { seq: 9, revokedKeys: [LIST_KEY.kid] }, 'forged'],
  ])('%s', (_, before, next, expected) => {
    const said = read(next, known(before));
    expect(said.kind === 'read' ? said.kind : said.reason).toBe(expected);
  });

  it('is overtaken by the next edition, whatever number they have given', () => {
    const stuck = known({ seq: Number.MAX_SAFE_INTEGER, revokedKeys: SHARE });
    const healed = read({ seq: 9, edition: 2 }, stuck);
    expect(healed).toMatchObject({ kind: 'read', list: { seq: 9, edition: 2 } });
    expect(healed.kind === 'read' && healed.list.keys.some(({ revoked }) => revoked)).toBe(false);
  });
});

it('what no QR code can hold is no code, however well it is written', () => {
  expect(readShowing(writeShowing({ credential: new Uint8Array(2_000) }))).toHaveProperty('credential');
  expect(readShowing(writeShowing({ credential: new Uint8Array(2_900) }))).toEqual({ kind: 'damaged' });
});
