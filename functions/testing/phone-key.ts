/** Phone key: what a phone does to have a code issued and to show it, as the contract tells it, written apart from the door's own code. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { encode, rfc8949EncodeOptions } from 'cborg';
import { readCoseSign1, signedBytes } from '../../core/certificate/cose-sign1.ts';
import { instantOf } from '../../core/index.ts';
import { type Credential, readCredential } from '../../core/share-code/credential.ts';
import { provenBytes, writeShowing } from '../../core/share-code/showing.ts';
import { boundTo } from '../../core/share-code/signed-key.ts';
import { verifySignature } from '../signing/verify-signature.ts';
import type { Answered, Json, TestDoors } from './doors.ts';
import { TEST_KEYS } from './trust.ts';

export interface PhoneKey {
  publicKey: Uint8Array;
  sign(bytes: Uint8Array): Uint8Array;
}

export function newPhoneKey(): PhoneKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)),
    sign: (bytes) => Uint8Array.from(sign(null, bytes, privateKey)),
  };
}

const written = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** The body of POST /share-codes; `by`: whoever signs in the key's place. */
export function codeRequest(nonce: string, key: PhoneKey, by: PhoneKey = key): Json {
  const signed = encode(['huren device', Buffer.from(nonce, 'base64url'), key.publicKey], rfc8949EncodeOptions);
  return { deviceKey: written(key.publicKey), nonce, proof: written(by.sign(signed)) };
}

/** Reads the results, which brings a nonce, and has a code issued. */
export async function newCode(
  doors: TestDoors,
  token: string,
  { key = newPhoneKey(), dependent }: { key?: PhoneKey; dependent?: string } = {},
): Promise<Answered & { key: PhoneKey }> {
  const more: Record<string, string> = dependent === undefined ? {} : { for: dependent };
  const { headers } = await doors.results(token, more);
  const body = { ...codeRequest(headers['x-share-nonce']!, key), ...more };
  return { ...(await doors.call('POST', '/share-codes', { token, body })), key };
}

/** The text of the QR code that a phone shows at this time. */
export function showing(credential: string, key: PhoneKey, now: number, challenge?: Uint8Array): string {
  const bytes = Uint8Array.from(Buffer.from(credential, 'base64url'));
  const shownAt = instantOf(now);
  const signature = key.sign(provenBytes(bytes, { shownAt, challenge }));
  return writeShowing({ credential: bytes, proof: { shownAt, challenge, signature } });
}

/** What an issued code says; throws unless the test's own key has signed it. */
export function credentialIn({ body }: { body: Json }): Credential {
  const cose = readCoseSign1(Uint8Array.from(Buffer.from(body.credential, 'base64url')), 'deterministic')!;
  const key = TEST_KEYS.find(({ use }) => use === 'share')!;
  const signed = signedBytes(cose, boundTo(key));
  if (!verifySignature('Ed25519', key.publicKey, signed, cose.signature)) throw new Error('signed by somebody else');
  return readCredential(cose.payload)!;
}
