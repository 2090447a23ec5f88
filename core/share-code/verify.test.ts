/** One showing judged, by signatures of Node's own making; and no change of a code is ever admitted. */
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify as verifyWith,
} from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase45, encodeBase45 } from '../certificate/base45.ts';
import { encodeBase64Url } from '../certificate/base64url.ts';
import { writeCbor } from '../certificate/cbor.ts';
import { signedBytes } from '../certificate/cose-sign1.ts';
import { encodeUtf8 } from '../certificate/utf8.ts';
import { formatInstant, HOUR_MS, type Instant, instantOf, MINUTE_MS, parseInstant } from '../instant.ts';
import type { JurisdictionCode } from '../jurisdiction.ts';
import { type Credential, writeCredential } from './credential.ts';
import { readRevocations, revocationPrefix, writeRevocations } from './revocations.ts';
import { PREFIX, provenBytes, writeShowing } from './showing.ts';
import { boundTo, type KeyUse, type SigningKey } from './signed-key.ts';
import { readTrustList, type TrustList, type TrustMeans } from './trust-list.ts';
import { trustedTime } from './trusted-time.ts';
import { type Venue, verifyShowing } from './verify.ts';

const at = (text: string): Instant => parseInstant(`2022-08-${text}:00+08:00`)!;
const NOW = at('01T07:45');
const SHANGHAI = '310000' as JurisdictionCode;
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

const means: TrustMeans = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  verify(algorithm, publicKey, message, signature) {
    if (algorithm !== 'Ed25519' || signature.length !== 64) return false;
    const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' });
    return verifyWith(null, message, key, signature);
  },
};

interface Signer extends SigningKey {
  privateKey: KeyObject;
}

let kids = 0;
function signer(use: KeyUse, more: Partial<SigningKey> = {}): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  kids += 1;
  return {
    kid: kids.toString(16).padStart(8, '0'),
    use,
    algorithm: 'Ed25519',
    publicKey: Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)),
    signsFrom: at('01T00:00'),
    signsUntil: at('09T00:00'),
    privateKey,
    ...more,
  };
}

/** COSE_Sign1 as whoever signs makes it; `as`: in whose name. */
function coseSign1(by: Signer, payload: Uint8Array, as: SigningKey = by, alg = -19): Uint8Array {
  const header = writeCbor(
    new Map<number, unknown>([
      [1, alg],
      [4, Uint8Array.from(Buffer.from(as.kid, 'hex'))],
    ]),
  );
  const signature = sign(null, signedBytes({ protectedHeader: header, payload }, boundTo(as)), by.privateKey);
  return writeCbor([header, new Map(), payload, Uint8Array.from(signature)]);
}

const root = signer('root');
const share = signer('share');
const retired = signer('share', { signsUntil: at('01T01:00') });
const lost = signer('share', { revoked: true });
const venueKey = signer('venue');
const listKey = signer('list', { signsFrom: parseInstant('2022-07-20T00:00:00+08:00')! });
const KEYS = [share, retired, lost, venueKey, listKey];
const POLICY = {
  jurisdiction: SHANGHAI,
  scene: 'public-places',
  windowHours: 72,
  startsFrom: 'report-issued',
  effectiveFrom: '2022-07-29T00:00:00+08:00',
  document: '联防联控机制综发〔2022〕81号',
};

function publishedList({
  seq = 7,
  signedAt = at('01T07:00'),
  revoked = [] as number[],
  by = listKey,
  rootBy = root,
  words = {},
} = {}) {
  const json = (value: object) => encodeUtf8(JSON.stringify(value));
  const keysAndPolicies = coseSign1(
    rootBy,
    json({
      keys: KEYS.map(({ privateKey, publicKey, signsFrom, signsUntil, ...rest }) => ({
        ...rest,
        publicKey: encodeBase64Url(publicKey),
        signsFrom: formatInstant(signsFrom),
        signsUntil: formatInstant(signsUntil),
      })),
      policies: [POLICY],
      words,
    }),
    root,
  );
  const list = coseSign1(
    by,
    json({
      seq,
      signedAt: formatInstant(signedAt),
      keysAndPolicies: encodeBase64Url(means.sha256(keysAndPolicies)),
      revoked: encodeBase64Url(writeRevocations(revoked)),
    }),
    listKey,
  );
  return { keysAndPolicies: encodeBase64Url(keysAndPolicies), list: encodeBase64Url(list) };
}

function trustList(more: Parameters<typeof publishedList>[0] = {}): TrustList {
  const read = readTrustList(publishedList(more), [root], undefined, means);
  if (read.kind === 'refused') throw new Error(read.reason);
  return read.list;
}

const device = signer('share');
const VENUE: Venue = { jurisdiction: SHANGHAI, scene: 'public-places' };
const CREDENTIAL: Credential = {
  id: '0011223344556677',
  issuedAt: at('01T07:30'),
  expiresAt: at('03T07:30'),
  deviceKey: device.publicKey,
  name: '欧***丽',
  last4: '1233',
  asOf: at('01T07:30'),
  complete: true,
  results: [{ sampleCollectedAt: at('01T00:10'), reportIssuedAt: at('01T05:00'), poolSize: 10 }],
  samplings: [],
};

interface Made {
  credential?: Partial<Credential>;
  by?: Signer;
  as?: SigningKey;
  alg?: number;
  shownAt?: Instant;
  shownBy?: Signer;
  challenge?: Uint8Array;
  proof?: boolean;
}

function shown({
  credential,
  by = share,
  as = by,
  alg,
  shownAt = NOW,
  shownBy = device,
  challenge,
  proof = true,
}: Made = {}) {
  const bytes = coseSign1(by, writeCredential({ ...CREDENTIAL, ...credential }), as, alg);
  if (!proof) return writeShowing({ credential: bytes });
  const signature = Uint8Array.from(sign(null, provenBytes(bytes, { shownAt, challenge }), shownBy.privateKey));
  return writeShowing({ credential: bytes, proof: { shownAt, challenge, signature } });
}

const clock = (now: Instant) => trustedTime(undefined, now);
const judge = (text: string, { venue = VENUE, trust = trustList(), now = NOW } = {}) =>
  verifyShowing(text, venue, trust, clock(now), means);
const word = (verification: ReturnType<typeof judge>) =>
  'reason' in verification ? `${verification.kind} ${verification.reason}` : verification.kind;

describe('a showing', () => {
  it('is admitted until the window ends, and says no more than staff need', () => {
    expect(judge(shown())).toEqual({
      kind: 'admit',
      until: at('03T07:30'),
      basis: 'result',
      shown: {
        name: '欧***丽',
        last4: '1233',
        asOf: CREDENTIAL.asOf,
        issuedAt: CREDENTIAL.issuedAt,
        results: CREDENTIAL.results,
        samplings: [],
        id: CREDENTIAL.id,
        compare: false,
        printed: false,
      },
    });
  });

  it('of three results and a long name fits version 14 at level M, in Base45 letters', () => {
    const results = [0, 1, 2].map((day) => ({
      sampleCollectedAt: instantOf(at('01T00:10') - day * 24 * HOUR_MS),
      reportIssuedAt: instantOf(at('01T05:00') - day * 24 * HOUR_MS),
      poolSize: 10,
    }));
    const text = shown({ credential: { results, name: '阿'.repeat(12) } });
    expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
    expect(text.length).toBeLessThanOrEqual(524);
  });

  it.each<[string, string, () => ReturnType<typeof judge>]>([
    ['shown forty seconds ago is still live', 'admit', () => judge(shown({ shownAt: instantOf(NOW - 40_000) }))],
    ['shown 41 s ago is a picture', 'ask-online not-live', () => judge(shown({ shownAt: instantOf(NOW - 41_000) }))],
    ['shown 21 s ahead is not live', 'ask-online not-live', () => judge(shown({ shownAt: instantOf(NOW + 21_000) }))],
    ['without a proof is not live', 'ask-online not-live', () => judge(shown({ proof: false }))],
    ['by another phone is forged', 'refuse forged', () => judge(shown({ shownBy: signer('share') }))],
    ['signed by a stranger', 'refuse forged', () => judge(shown({ by: signer('share') }))],
    ['signed in our name by a stranger', 'refuse forged', () => judge(shown({ by: signer('share'), as: share }))],
    ['signed by a key that was retired then', 'refuse forged', () => judge(shown({ by: retired }))],
    ['signed by a key that was lost', 'refuse forged', () => judge(shown({ by: lost }))],
    ['signed by a key of another use', 'refuse forged', () => judge(shown({ by: venueKey }))],
    ['under another algorithm', 'refuse forged', () => judge(shown({ alg: -65542 }))],
    [
      'past its end',
      'refuse expired',
      () =>
        judge(shown({ shownAt: at('03T07:30') }), {
          now: at('03T07:30'),
          trust: trustList({ signedAt: at('03T07:00') }),
        }),
    ],
    ['issued in the future', 'ask-online clock', () => judge(shown({ credential: { issuedAt: at('01T08:00') } }))],
    [
      'revoked',
      'ask-online renew',
      () =>
        judge(shown(), {
          trust: trustList({
            revoked: [revocationPrefix(means.sha256(Uint8Array.from(Buffer.from(CREDENTIAL.id, 'hex'))))],
          }),
        }),
    ],
    [
      'under a list of two days and a minute',
      'ask-online trust-list',
      () => judge(shown(), { trust: trustList({ signedAt: instantOf(NOW - 48 * HOUR_MS - MINUTE_MS) }) }),
    ],
    ['without any list', 'ask-online trust-list', () => verifyShowing(shown(), VENUE, undefined, clock(NOW), means)],
    [
      'with nothing, complete and fresh',
      'refuse no-result-in-window',
      () => judge(shown({ credential: { results: [] } })),
    ],
    [
      'with nothing, not complete',
      'ask-online incomplete',
      () => judge(shown({ credential: { results: [], complete: false } })),
    ],
    [
      'with nothing, hours ago',
      'ask-online newer-possible',
      () =>
        judge(
          shown({
            credential: { results: [], issuedAt: at('01T05:44'), asOf: at('01T05:44'), expiresAt: at('02T05:44') },
          }),
        ),
    ],
    [
      'where nothing is asked',
      'admit',
      () =>
        judge(shown({ credential: { results: [] } }), {
          venue: { ...VENUE, jurisdiction: '440000' as JurisdictionCode },
        }),
    ],
    [
      'with the challenge that was given',
      'admit',
      () =>
        judge(shown({ challenge: new Uint8Array(8).fill(7) }), {
          venue: { ...VENUE, challenge: new Uint8Array(8).fill(7) },
        }),
    ],
    [
      'with another challenge',
      'ask-online not-live',
      () =>
        judge(shown({ challenge: new Uint8Array(8).fill(8) }), {
          venue: { ...VENUE, challenge: new Uint8Array(8).fill(7) },
        }),
    ],
    ['printed', 'admit', () => judge(shown({ credential: { deviceKey: undefined }, proof: false }))],
    ['padded by a scanner that types', 'admit', () => judge(`\ufeff ${shown()}\r\n\u0000`)],
    ['a health code', 'not-a-code', () => judge('https://jkm.example/code?x=1')],
    ['ten megabytes', 'not-a-code', () => judge('9'.repeat(10_000_000))],
    ['nothing', 'not-a-code', () => judge('')],
  ])('%s: %s', (_name, expected, verdict) => {
    expect(word(verdict())).toBe(expected);
  });

  it('printed always has the document compared', () => {
    expect(judge(shown({ credential: { deviceKey: undefined }, proof: false }))).toMatchObject({
      shown: { compare: true, printed: true },
    });
  });

  it('is never admitted with any byte changed, taken away or added', () => {
    const text = shown();
    const trust = trustList();
    const bytes = decodeBase45(text.slice(PREFIX.length))!;
    const again = (changed: Uint8Array) =>
      word(verifyShowing(PREFIX + encodeBase45(changed), VENUE, trust, clock(NOW), means));
    for (let byte = 0; byte < bytes.length; byte++) {
      for (const flip of [0x01, 0x80]) {
        const changed = Uint8Array.from(bytes);
        changed[byte]! ^= flip;
        expect(again(changed), `byte ${byte}`).not.toBe('admit');
      }
      expect(again(bytes.subarray(0, byte)), `cut at ${byte}`).not.toBe('admit');
    }
    expect(again(Uint8Array.from([...bytes, 0]))).not.toBe('admit');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (changes) => {
          const changed = Uint8Array.from(bytes);
          for (const [where, to] of changes) changed[where] = to;
          fc.pre(changed.some((each, where) => each !== bytes[where]));
          return again(changed) !== 'admit';
        },
      ),
      { numRuns: 500 },
    );
  });

  it('throws at no text', () => {
    const trust = trustList();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => PREFIX + text),
          fc.uint8Array({ maxLength: 600 }).map((bytes) => PREFIX + encodeBase45(bytes)),
        ),
        (text) => {
          return word(verifyShowing(text, VENUE, trust, clock(NOW), means)) !== 'admit';
        },
      ),
    );
  });
});

describe('a trust list', () => {
  const reason = (published: unknown, known?: { seq: number }) => {
    const read = readTrustList(published, [root], known, means);
    return read.kind === 'refused' ? read.reason : 'read';
  };

  it.each<[string, string, () => string]>([
    ['as signed', 'read', () => reason(publishedList())],
    ['once more', 'read', () => reason(publishedList(), { seq: 7 })],
    ['rolled back', 'rolled-back', () => reason(publishedList({ seq: 6 }), { seq: 7 })],
    ['whose keys a stranger signed', 'forged', () => reason(publishedList({ rootBy: signer('root') }))],
    ['that a stranger signed', 'forged', () => reason(publishedList({ by: signer('list') }))],
    ['that another key of ours signed', 'forged', () => reason(publishedList({ by: share }))],
    [
      'that names other keys and policies',
      'other-keys',
      () =>
        reason({
          ...publishedList(),
          keysAndPolicies: publishedList({ words: { notice: { zh: '通知', en: 'Notice' } } }).keysAndPolicies,
        }),
    ],
    ['of nothing', 'unreadable', () => reason(undefined)],
    ['of text', 'unreadable', () => reason({ keysAndPolicies: 'x', list: '%' })],
  ])('%s: %s', (_name, expected, outcome) => {
    expect(outcome()).toBe(expected);
  });
});

it('keeps five thousand revocations within 20 KB, and each of them', () => {
  const prefixes = Array.from({ length: 5_000 }, (_, at) =>
    revocationPrefix(createHash('sha256').update(String(at)).digest()),
  );
  const bytes = writeRevocations(prefixes);
  expect(bytes.length).toBeLessThan(20 * 1024);
  const read = readRevocations(bytes)!;
  expect(read.size).toBe(5_000);
  expect(prefixes.every((prefix) => read.has(prefix))).toBe(true);
  expect(read.has(prefixes[0]! + 1)).toBe(false);
});
