/** Codes, lists and statements by Node's signatures; and no change of any of them is ever admitted, nothing throws. */
import { createHash, createPrivateKey, createPublicKey, sign, verify as verifyWith } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase45, encodeBase45 } from '../certificate/base45.ts';
import { decodeBase64Url, encodeBase64Url } from '../certificate/base64url.ts';
import { readCbor, writeCbor } from '../certificate/cbor.ts';
import { DAY_MS, instantOf } from '../instant.ts';
import { writeCredential } from './credential.ts';
import { COMPLAINTS, readReceipt, writeReceipt } from './receipt.ts';
import { renewalCases } from './renewal.cases.ts';
import { readRevocations, revocationPrefix, writeRevocations } from './revocations.ts';
import { type FamilyPlace, PREFIX, provenBytes, readShowing, type Showing, writeShowing } from './showing.ts';
import { august, later, NOW, type Samples, SHANGHAI, type Signing, samplesBy, VENUE, word } from './signed.samples.ts';
import { statementCases } from './statement.cases.ts';
import { statementLink } from './statement.ts';
import { isStrictEd25519 } from './strict-ed25519.ts';
import { readTally, writeTally } from './tally.ts';
import { readTrustList } from './trust-list.ts';
import { readVenueCode, writeVenueCode } from './venue-code.ts';
import { trustListCases, verificationCases } from './verify.cases.ts';
import { verifyShowing } from './verify.ts';

const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const privateKeyOf = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });

const signing: Signing = {
  means: {
    sha256: (bytes) => createHash('sha256').update(bytes).digest(),
    verify(algorithm, publicKey, message, signature) {
      if (algorithm !== 'Ed25519' || !isStrictEd25519(publicKey, signature)) return false;
      const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' });
      return verifyWith(null, message, key, signature);
    },
  },
  publicKeyOf: (seed) =>
    Uint8Array.from(createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(-32)),
  sign: (seed, message) => Uint8Array.from(sign(null, message, privateKeyOf(seed))),
};

const samples: Samples = samplesBy(signing);
const { shown, judge, keys, signer, credential, coseSign1, publishedList, trustList, clock, means } = samples;

describe.each([
  ['a showing', verificationCases(samples)],
  ['a trust list', trustListCases(samples)],
  ['a statement', statementCases(samples)],
  ['renewal', renewalCases],
])('%s', (_about, cases) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', (_, { actual, expected }) => {
    expect(actual()).toEqual(expected);
  });
});

/** What a desk's screen asks a phone to sign; a sheet of paper cannot. */
const ASKED = new Uint8Array(8).fill(7);

describe.each([
  ['alone', ASKED, {}],
  ['in a family', ASKED, { family: { position: 2, of: 3, mark: 0x1234 } }],
  ['printed', undefined, { proof: false, credential: { deviceKey: undefined } }],
])('no change of a code is admitted, %s', (_, challenge, made) => {
  const { family } = made as { family?: FamilyPlace };
  const text = shown({ ...made, challenge });
  const venue = { ...VENUE, challenge };
  const bytes = decodeBase45(text.slice(PREFIX.length))!;
  const again = (changed: Uint8Array) => word(judge(PREFIX + encodeBase45(changed), { venue }));

  it('as it stands it is', () => {
    expect(again(bytes)).toBe('admit');
  });

  it('with any bit of any byte flipped, cut anywhere, or with any byte before or behind', () => {
    for (let byte = 0; byte < bytes.length; byte++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = Uint8Array.from(bytes);
        changed[byte]! ^= 1 << bit;
        expect(again(changed), `bit ${bit} of byte ${byte}`).not.toBe('admit');
      }
      expect(again(bytes.subarray(0, byte)), `cut at ${byte}`).not.toBe('admit');
      expect(again(bytes.subarray(byte + 1)), `cut before ${byte}`).not.toBe('admit');
    }
    for (let more = 0; more < 256; more++) {
      expect(again(Uint8Array.of(...bytes, more))).not.toBe('admit');
      expect(again(Uint8Array.of(more, ...bytes))).not.toBe('admit');
    }
  });

  it('with bytes replaced, taken out or put in', () => {
    const spot = fc.nat(bytes.length - 1);
    const edit = fc.tuple(spot, fc.integer({ min: 0, max: 8 }), fc.uint8Array({ maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let changed = Uint8Array.from(bytes);
        for (const [at, out, put] of edits) {
          changed = Uint8Array.of(...changed.subarray(0, at), ...put, ...changed.subarray(at + out));
        }
        fc.pre(encodeBase45(changed) !== encodeBase45(bytes));
        return again(changed) !== 'admit';
      }),
      { numRuns: 1_000 },
    );
  });

  it('with any letter of its text replaced', () => {
    const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:aé阿\u0000';
    const change = fc.tuple(fc.nat(text.length - 1), fc.constantFrom(...letters));
    fc.assert(
      fc.property(change, ([at, letter]) => {
        fc.pre(text[at] !== letter);
        const changed = text.slice(0, at) + letter + text.slice(at + 1);
        return word(judge(changed, { venue })) !== 'admit';
      }),
      { numRuns: 1_000 },
    );
  });

  it('with the parts of two codes, phones, moments, challenges and families put together anew', () => {
    const phone = signer('share');
    const made = [
      { challenge: new Uint8Array(8).fill(7) },
      { shownAt: later(NOW, -5_000), family },
      { family: { position: 1, of: 3, mark: 0x1234 } },
      { credential: { id: '7766554433221100', name: '张*' }, challenge: new Uint8Array(8).fill(7) },
      { credential: { id: '0000000000000001', deviceKey: phone.publicKey }, shownBy: phone },
    ].map((each) => shown(each));
    const read = made.map((each) => readShowing(each) as Required<Showing>);
    const from = fc.nat(read.length - 1);
    fc.assert(
      fc.property(from, from, from, from, from, (ofCredential, ofTime, ofChallenge, ofFamily, ofSignature) => {
        const put = writeShowing({
          credential: read[ofCredential]!.credential,
          proof: {
            shownAt: read[ofTime]!.proof.shownAt,
            challenge: read[ofChallenge]!.proof.challenge,
            family: read[ofFamily]!.proof.family,
            signature: read[ofSignature]!.proof.signature,
          },
        });
        fc.pre(made.indexOf(put) < 0);
        return word(judge(put)) !== 'admit';
      }),
      { numRuns: 300 },
    );
  });

  it('by whoever has a phone and its key, but not ours, whatever they sign and in whose name', () => {
    const attacker = signer('share');
    const names = [keys.share, keys.retired, keys.lost, keys.venue, keys.list, keys.receipt, keys.tally, attacker];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.constantFrom(-19, -8, -7, -65542), fc.boolean(), (as, alg, printed) => {
        const theirs = { ...credential, deviceKey: printed ? undefined : attacker.publicKey };
        const forged = coseSign1(attacker, writeCredential(theirs), as, alg);
        const proof = { shownAt: NOW };
        const signature = signing.sign(attacker.seed, provenBytes(forged, proof));
        const text = writeShowing({ credential: forged, ...(!printed && { proof: { ...proof, signature } }) });
        return word(judge(text)) !== 'admit';
      }),
    );
  });

  it('by any key of ours but the one that signs codes now', () => {
    const wrong = [keys.root, keys.retired, keys.lost, keys.venue, keys.lostVenue, keys.receipt, keys.tally, keys.list];
    for (const by of wrong) {
      for (const as of [by, { ...by, use: 'share' } as typeof by, keys.share]) {
        expect(word(judge(shown({ by, as })))).toBe('refuse forged');
      }
    }
  });

  it('outside of its window, however far', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS }), (shift) => {
        const shownAt = later(NOW, Math.floor(shift / 1000) * 1000);
        const live = shownAt >= NOW - 40_000 && shownAt <= NOW + 20_000;
        return (word(judge(shown({ shownAt }))) === 'admit') === live;
      }),
      { numRuns: 300 },
    );
  });

  it('of odd structure, whoever has signed it', () => {
    const whole = readCbor(bytes, 'deterministic') as unknown[];
    const anything = fc.oneof(
      fc.integer({ min: -1e10, max: 1e12 }),
      fc.string({ maxLength: 5 }),
      fc.uint8Array({ maxLength: 70 }),
      fc.constantFrom<unknown>(null, true, [], [[]], new Map(), new Map([[1, 2]])),
    );
    fc.assert(
      fc.property(fc.nat(whole.length), anything, fc.boolean(), (at, value, insert) => {
        const parts = whole.slice();
        parts.splice(at, insert ? 0 : 1, value);
        const written = writeCbor(parts);
        fc.pre(encodeBase45(written) !== encodeBase45(bytes));
        return again(written) !== 'admit';
      }),
      { numRuns: 500 },
    );
  });

  it('nor does any text throw', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((each) => PREFIX + each),
      fc.uint8Array({ maxLength: 600 }).map((each) => PREFIX + encodeBase45(each)),
    );
    fc.assert(fc.property(anyText, (each) => word(judge(each)) !== 'admit'));
  });

  it('nor does a bomb take long', () => {
    const head = (...first: number[]) => PREFIX + encodeBase45(Uint8Array.of(...first, ...new Uint8Array(2_700)));
    const nested = (byte: number) => PREFIX + encodeBase45(new Uint8Array(2_800).fill(byte));
    const bombs = [
      nested(0x81),
      nested(0xa1),
      nested(0xc1),
      nested(0x9f),
      head(0x9b, 255),
      head(0xbb, 0),
      head(0x5b, 0),
    ];
    for (const bomb of [...bombs, ' '.repeat(10_000_000), `${PREFIX}${'0'.repeat(10_000_000)}`]) {
      const startedAt = performance.now();
      expect(word(judge(bomb))).toBe('not-a-code');
      expect(performance.now() - startedAt).toBeLessThan(500);
    }
  });
});

it('reads each place in a family as it was written, beside any challenge, and writes no two alike', () => {
  const place = fc
    .integer({ min: 2, max: 10 })
    .chain((of) => fc.record({ position: fc.integer({ min: 1, max: of }), of: fc.constant(of), mark: fc.nat(0xffff) }));
  const proof = fc.record({
    family: fc.option(place, { nil: undefined }),
    challenge: fc.option(fc.uint8Array({ minLength: 8, maxLength: 32 }), { nil: undefined }),
  });
  const whole = (made: object) => ({ shownAt: NOW, signature: new Uint8Array(64), ...made });
  const bytes = new Uint8Array(9);
  fc.assert(
    fc.property(proof, proof, (one, other) => {
      expect(readShowing(writeShowing({ credential: bytes, proof: whole(one) }))).toEqual({
        credential: bytes,
        proof: whole(one),
      });
      const proven = (made: object) => encodeBase64Url(provenBytes(bytes, whole(made)));
      return (JSON.stringify(one) === JSON.stringify(other)) === (proven(one) === proven(other));
    }),
  );
});

it('takes no trust list that was changed', () => {
  const published = publishedList({ revoked: [1, 2, 3] });
  const part = fc.constantFrom('keysAndPolicies' as const, 'list' as const);
  const refused = (changed: object) => readTrustList(changed, [keys.root], undefined, means).kind === 'refused';
  expect(refused(published)).toBe(false);
  fc.assert(
    fc.property(part, fc.nat(), fc.nat(255), (which, where, to) => {
      const bytes = decodeBase64Url(published[which])!;
      const at = where % bytes.length;
      fc.pre(bytes[at] !== to);
      bytes[at] = to;
      return refused({ ...published, [which]: encodeBase64Url(bytes) });
    }),
    { numRuns: 500 },
  );
  fc.assert(fc.property(part, fc.anything(), (which, anything) => refused({ ...published, [which]: anything })));
  fc.assert(fc.property(fc.anything(), (anything) => refused(anything as object)));
});

it('judges by no list that goes back, is too old or is signed by nobody', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), (known, seq) => {
      const read = readTrustList(publishedList({ seq }), [keys.root], { seq: known, edition: 3, keys: [] }, means);
      return read.kind === (seq < known ? 'refused' : 'read');
    }),
    { numRuns: 60 },
  );
  fc.assert(
    fc.property(fc.integer({ min: -7 * DAY_MS, max: 9 * DAY_MS }), (age) => {
      const trust = trustList({ signedAt: instantOf(Math.floor((NOW - age) / 1000) * 1000) });
      const verdict = word(verifyShowing(shown(), VENUE, trust, clock(), means));
      const young = NOW - trust.signedAt <= 2 * DAY_MS && trust.signedAt - NOW <= 3_600_000;
      return (verdict === 'admit') === young;
    }),
    { numRuns: 60 },
  );
});

describe('takes no statement that was changed', () => {
  const place = { jurisdiction: SHANGHAI, scene: 'public-places' } as const;
  const stated = { id: '8899aabbccddeeff', issuedAt: august('01T07:00'), ...place };
  const venue = { ...stated, venue: 'hzwulin1', zh: '武林', en: 'Wulin' };
  const told = { complaint: COMPLAINTS[0], venue: { kind: 'told', name: '某小区北门' } } as const;
  const counts = { admit: 312, refuse: 0, askOnline: 7, compared: 12 };
  const trust = trustList();

  it.each([
    ['venue', writeVenueCode({ ...venue, expiresAt: august('09T07:00') }), readVenueCode],
    ['receipt', writeReceipt({ ...stated, ...told, refusedAt: august('01T06:50') }), readReceipt],
    ['tally', writeTally({ ...venue, day: '2022-08-01', counts, phone: 'a1b2c3d4' }), readTally],
  ] as const)('%s', (use, payload, read) => {
    const bytes = coseSign1(keys[use], payload);
    const kind = (changed: Uint8Array) =>
      read(statementLink('https://a.example', use, changed), trust, clock(), means).kind;
    expect(kind(bytes)).toBe(use);
    for (let byte = 0; byte < bytes.length; byte++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = Uint8Array.from(bytes);
        changed[byte]! ^= 1 << bit;
        expect(kind(changed), `bit ${bit} of byte ${byte}`).not.toBe(use);
      }
      expect(kind(bytes.subarray(0, byte)), `cut at ${byte}`).not.toBe(use);
    }
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
