/** VerifySignature by Node's own crypto; SM2, which OpenSSL does not speak as we do, by its library. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { toHex } from '../../core/share-code/hex.ts';
import type { VerifySignature } from '../../core/share-code/signed-key.ts';
import { isStrictEd25519 } from '../../core/share-code/strict-ed25519.ts';
import { isStrictSm2 } from '../../core/share-code/strict-sm2.ts';

/** Nobody has signed with SM2 before `loadSm2`. */
export const verifySignature: VerifySignature = (algorithm, publicKey, message, signature) => {
  try {
    return algorithm === 'Ed25519'
      ? isStrictEd25519(publicKey, signature) && verify(null, message, importedKey(publicKey), signature)
      : isStrictSm2(publicKey, signature) && sm2 !== undefined && verifySm2(sm2, publicKey, message, signature);
  } catch {
    return false; // a key that is no point of the curve
  }
};

type Sm2 = typeof import('sm-crypto-v2')['sm2'];
let sm2: Sm2 | undefined;

/** Before a trust list that mentions SM2 (`mentionsSm2`): others need not pay for its library at every cold start. */
export async function loadSm2(): Promise<void> {
  sm2 ??= (await import('sm-crypto-v2')).sm2;
}

function verifySm2(library: Sm2, publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return library.doVerifySignature(message, toHex(signature), toHex(publicKey), { hash: true });
}

/** By the very bytes: those of a trust list's key come again with every code, those of a device never. */
const imported = new WeakMap<Uint8Array, KeyObject>();

function importedKey(publicKey: Uint8Array): KeyObject {
  const known = imported.get(publicKey);
  if (known) return known;
  // As SubjectPublicKeyInfo it would go through OpenSSL's decoders, and take as long again as the check itself.
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  imported.set(publicKey, key);
  return key;
}
