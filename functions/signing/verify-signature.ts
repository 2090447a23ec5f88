/** Signatures and digests of trust lists and codes by Node's own crypto; SM2, which OpenSSL does not speak as we do, by its library. */
import { createHash, createPublicKey, type KeyObject, verify as verifyWith } from 'node:crypto';
import type { VerifySignature } from '../../core/share-code/signed-key.ts';
import { isStrictEd25519 } from '../../core/share-code/strict-ed25519.ts';
import { isStrictSm2 } from '../../core/share-code/strict-sm2.ts';
import type { TrustMeans } from '../../core/share-code/trust-list.ts';

/** What stands before the 32 bytes of a key in SubjectPublicKeyInfo (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** `sm2`: its library is loaded too; without it no SM2 signature is good. `mentionsSm2` says whether a list asks for it. */
export async function trustMeans(sm2: boolean): Promise<TrustMeans> {
  const verifySm2 = sm2 ? await sm2Verifier() : () => false;
  const verify: VerifySignature = (algorithm, publicKey, message, signature) =>
    algorithm === 'Ed25519'
      ? isStrictEd25519(publicKey, signature) && verifyEd25519(publicKey, message, signature)
      : isStrictSm2(publicKey, signature) && verifySm2(publicKey, message, signature);
  return { sha256: (bytes) => createHash('sha256').update(bytes).digest(), verify };
}

type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

const verifyEd25519: Verify = (publicKey, message, signature) => {
  try {
    return verifyWith(null, message, importedKey(publicKey), signature);
  } catch {
    return false; // no point of the curve
  }
};

/** Importing a key costs a fifth of checking a signature; an issuer's comes again with every code, a device's hardly ever. */
const imported = new Map<string, KeyObject>();
const MOST_IMPORTED = 64;

function importedKey(publicKey: Uint8Array): KeyObject {
  const name = Buffer.from(publicKey).toString('latin1');
  const known = imported.get(name);
  if (known) return known;
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' });
  if (imported.size >= MOST_IMPORTED) imported.delete(imported.keys().next().value!);
  imported.set(name, key);
  return key;
}

async function sm2Verifier(): Promise<Verify> {
  const { sm2 } = await import('sm-crypto-v2');
  return (publicKey, message, signature) => {
    try {
      return sm2.doVerifySignature(message, hexOf(signature), hexOf(publicKey), { hash: true });
    } catch {
      return false; // no point of the curve
    }
  };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
