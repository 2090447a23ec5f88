/** Key pairs of issuers and roots: drawing them, their ids, and signing with the private half. SM2's library is loaded only for SM2. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign as signWith } from 'node:crypto';
import { fromHex, toHex } from '../../core/share-code/hex.ts';
import type { SigningAlgorithm } from '../../core/share-code/signed-key.ts';

/** Both raw: Ed25519 32 and 32 bytes (the private one is RFC 8032's seed), SM2 65 (uncompressed) and 32. */
export interface KeyPair {
  publicKey: Uint8Array;
  privateKey: Uint8Array;
}

/** A private half that is ready to sign: 64 bytes over a message. */
export type Sign = (message: Uint8Array) => Uint8Array;

/** What stands before the 32 bytes in PKCS #8 and in SPKI (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const RAW_BYTES = 32;

/** The first four bytes of SHA-256 of the public half, hex: a key's id cannot be chosen to look like another's. */
export function keyIdOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 8);
}

export async function drawKeyPair(algorithm: SigningAlgorithm): Promise<KeyPair> {
  if (algorithm === 'SM2') {
    const { sm2 } = await import('sm-crypto-v2');
    const drawn = sm2.generateKeyPairHex();
    return { publicKey: fromHex(drawn.publicKey), privateKey: fromHex(drawn.privateKey) };
  }
  const pkcs8 = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
  const privateKey = Uint8Array.from(pkcs8.subarray(-RAW_BYTES));
  return { publicKey: await publicHalfOf(algorithm, privateKey), privateKey };
}

export async function publicHalfOf(algorithm: SigningAlgorithm, privateKey: Uint8Array): Promise<Uint8Array> {
  if (algorithm === 'SM2') {
    const { sm2 } = await import('sm-crypto-v2');
    return fromHex(sm2.getPublicKeyFromPrivateKey(toHex(privateKey)));
  }
  const spki = createPublicKey(ed25519(privateKey)).export({ format: 'der', type: 'spki' });
  return Uint8Array.from(spki.subarray(-RAW_BYTES));
}

export async function readyToSign(algorithm: SigningAlgorithm, privateKey: Uint8Array): Promise<Sign> {
  if (privateKey.length !== RAW_BYTES) throw new Error(`a private key of ${algorithm} has ${RAW_BYTES} bytes`);
  if (algorithm === 'SM2') {
    const { sm2 } = await import('sm-crypto-v2');
    const hex = toHex(privateKey);
    return (message) => fromHex(sm2.doSignature(message, hex, { hash: true }));
  }
  const key = ed25519(privateKey);
  return (message) => Uint8Array.from(signWith(null, message, key));
}

function ed25519(privateKey: Uint8Array) {
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, privateKey]), format: 'der', type: 'pkcs8' });
}
