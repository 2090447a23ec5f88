/** Trust lists signed by Node's own cryptography, for tests of whoever reads them. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { encodeBase64Url } from '../../../core/certificate/base64url.ts';
import { writeCbor } from '../../../core/certificate/cbor.ts';
import { signedBytes } from '../../../core/certificate/cose-sign1.ts';
import { encodeUtf8 } from '../../../core/certificate/utf8.ts';
import { formatInstant, type Instant, instantOf } from '../../../core/index.ts';
import { writeRevocations } from '../../../core/share-code/revocations.ts';
import { boundTo, type KeyUse, type SigningKey } from '../../../core/share-code/signed-key.ts';
import type { PublishedTrustList } from '../../../core/share-code/trust-list.ts';

export interface Signer extends SigningKey {
  privateKey: KeyObject;
}

let kids = 0;
export function signer(use: KeyUse): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  kids += 1;
  return {
    kid: `0000000${kids.toString(16)}`.slice(-8),
    use,
    algorithm: 'Ed25519',
    publicKey: Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)),
    signsFrom: instantOf(0),
    signsUntil: instantOf(4_000_000_000_000),
    privateKey,
  };
}

export function coseSign1(by: Signer, payload: Uint8Array): Uint8Array {
  const header = writeCbor(
    new Map<number, unknown>([
      [1, -19],
      [4, Uint8Array.from(Buffer.from(by.kid, 'hex'))],
    ]),
  );
  const signature = sign(null, signedBytes({ protectedHeader: header, payload }, boundTo(by)), by.privateKey);
  return writeCbor([header, new Map(), payload, Uint8Array.from(signature)]);
}

export interface ListFacts {
  root: Signer;
  listKey: Signer;
  seq: number;
  signedAt: Instant;
  keys?: Signer[];
  /** Of the keys and policies; 1 unless named. */
  edition?: number;
  policies?: object[];
  revoked?: number[];
  revokedKeys?: string[];
}

export function signedList({ root, listKey, seq, signedAt, keys = [], ...more }: ListFacts): PublishedTrustList {
  const json = (value: object) => encodeUtf8(JSON.stringify(value));
  const keysAndPolicies = coseSign1(
    root,
    json({
      edition: more.edition ?? 1,
      keys: [listKey, ...keys].map(({ kid, use, algorithm, publicKey, signsFrom, signsUntil }) => ({
        kid,
        use,
        algorithm,
        publicKey: encodeBase64Url(publicKey),
        signsFrom: formatInstant(signsFrom),
        signsUntil: formatInstant(signsUntil),
      })),
      policies: more.policies ?? [],
      words: {},
    }),
  );
  const digest = createHash('sha256').update(keysAndPolicies).digest();
  const list = coseSign1(
    listKey,
    json({
      seq,
      signedAt: formatInstant(signedAt),
      keysAndPolicies: encodeBase64Url(digest),
      revoked: encodeBase64Url(writeRevocations(more.revoked ?? [])),
      revokedKeys: more.revokedKeys,
    }),
  );
  return { keysAndPolicies: encodeBase64Url(keysAndPolicies), list: encodeBase64Url(list) };
}
