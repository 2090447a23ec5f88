/** Strict SM2 (GB/T 32918.2): what must hold before any library is asked, so that all of them answer alike; some of them check none of it. */

/** n, the order of the base point, and p, of the recommended curve (GB/T 32918.5), big-endian. */
const ORDER = [
  0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x72, 0x03, 0xdf,
  0x6b, 0x21, 0xc6, 0x05, 0x2b, 0x53, 0xbb, 0xf4, 0x09, 0x39, 0xd5, 0x41, 0x23,
];
const FIELD = [
  0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
  0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
];
const UNCOMPRESSED = 4;

/** r and s from 1 to n − 1, and a whole point with both coordinates below p. That it lies on the curve is left to the library. */
export function isStrictSm2(publicKey: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 65 || publicKey[0] !== UNCOMPRESSED || signature.length !== 64) return false;
  if (!isBelow(publicKey, 1, FIELD) || !isBelow(publicKey, 33, FIELD)) return false;
  return [0, 32].every((from) => isBelow(signature, from, ORDER) && !isZero(signature, from));
}

function isBelow(bytes: Uint8Array, from: number, limit: readonly number[]): boolean {
  for (let at = 0; at < 32; at++) if (bytes[from + at] !== limit[at]) return bytes[from + at]! < limit[at]!;
  return false;
}

function isZero(bytes: Uint8Array, from: number): boolean {
  for (let at = 0; at < 32; at++) if (bytes[from + at] !== 0) return false;
  return true;
}
