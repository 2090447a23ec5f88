/** Ed25519 by @noble/curves, for engines with BigInt: twenty times as fast where nothing is compiled. */
import { ed25519 as noble } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { isStrictEd25519 } from '../../../core/share-code/strict-ed25519.ts';
import type { Ed25519 } from './ed25519.ts';

const { Point } = noble;

export const ed25519: Ed25519 = {
  verify(publicKey, message, signature) {
    if (!isStrictEd25519(publicKey, signature)) return false;
    try {
      const key = Point.fromBytes(publicKey);
      const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
      const k = Point.Fn.create(littleEndian(sha512(joined(r, publicKey, message))));
      // noble's own `verify` multiplies by the cofactor, tweetnacl's and OpenSSL's do not: R = S·B − k·A, as bytes.
      const point = Point.BASE.multiplyUnsafe(littleEndian(s)).subtract(key.multiplyUnsafe(k));
      return isSame(point.toBytes(), r);
    } catch {
      return false; // no point of the curve
    }
  },
  publicKeyOf: (seed) => noble.getPublicKey(seed),
  sign: (seed, message) => noble.sign(message, seed),
  sha512,
};

function littleEndian(bytes: Uint8Array): bigint {
  let hex = '';
  for (let at = bytes.length - 1; at >= 0; at--) hex += (bytes[at]! < 16 ? '0' : '') + bytes[at]!.toString(16);
  return BigInt(`0x${hex}`);
}

function joined(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
