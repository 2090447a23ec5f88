/** Codes whose issuer signs with SM2: as with Ed25519, none is admitted of which anything was changed. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../core/certificate/base45.ts';
import { writeCredential } from '../../core/share-code/credential.ts';
import { PREFIX, writeShowing } from '../../core/share-code/showing.ts';
import { august, NOW, VENUE, word } from '../../core/share-code/signed.samples.ts';
import type { SigningKey } from '../../core/share-code/signed-key.ts';
import type { TrustList } from '../../core/share-code/trust-list.ts';
import { verifyShowing } from '../../core/share-code/verify.ts';
import { TRUST_MEANS } from '../effects/trust.ts';
import { drawKeyPair, keyIdOf, readyToSign } from './key-pair.ts';
import { signCose } from './sign-cose.ts';
import { loadSm2 } from './verify-signature.ts';

let trust: TrustList;
/** Printed: no phone's signature over it stands behind the issuer's. */
let bytes: Uint8Array;

beforeAll(async () => {
  await loadSm2();
  const { publicKey, privateKey } = await drawKeyPair('SM2');
  const [signsFrom, signsUntil] = [august('01T00:00'), august('09T00:00')];
  const key: SigningKey = { kid: keyIdOf(publicKey), use: 'share', algorithm: 'SM2', publicKey, signsFrom, signsUntil };
  // Without a policy every code is enough that is a code at all.
  trust = { seq: 1, edition: 1, signedAt: NOW, keys: [key], policies: [], words: {}, revoked: new Set() };
  const asOf = august('01T07:30');
  const facts = { name: '欧***丽', last4: '1233', asOf, complete: true, results: [], samplings: [] };
  const stated = { id: '0011223344556677', issuedAt: asOf, expiresAt: august('02T07:30') };
  const credential = signCose(key, await readyToSign('SM2', privateKey), writeCredential({ ...stated, ...facts }));
  bytes = decodeBase45(writeShowing({ credential }).slice(PREFIX.length))!;
});

function judged(changed: Uint8Array): string {
  const time = { kind: 'known', now: NOW, memory: { offsetMs: 0, newest: NOW } } as const;
  return word(verifyShowing(PREFIX + encodeBase45(changed), VENUE, trust, time, TRUST_MEANS));
}

test('as it stands it is', () => {
  expect(judged(bytes)).toBe('admit');
});

test('with any bit of any byte flipped, or cut anywhere', { timeout: 120_000 }, () => {
  for (let byte = 0; byte < bytes.length; byte++) {
    for (let bit = 0; bit < 8; bit++) {
      const changed = Uint8Array.from(bytes);
      changed[byte]! ^= 1 << bit;
      expect(judged(changed), `bit ${bit} of byte ${byte}`).not.toBe('admit');
    }
    expect(judged(bytes.subarray(0, byte)), `cut at ${byte}`).not.toBe('admit');
  }
});

test('with bytes replaced, taken out or put in', { timeout: 120_000 }, () => {
  const edit = fc.tuple(fc.nat(1_000), fc.integer({ min: 0, max: 8 }), fc.uint8Array({ maxLength: 8 }));
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      let changed = Uint8Array.from(bytes);
      for (const [where, out, put] of edits) {
        const at = where % bytes.length;
        changed = Uint8Array.of(...changed.subarray(0, at), ...put, ...changed.subarray(at + out));
      }
      fc.pre(encodeBase45(changed) !== encodeBase45(bytes));
      return judged(changed) !== 'admit';
    }),
    { numRuns: 1_000 },
  );
});
