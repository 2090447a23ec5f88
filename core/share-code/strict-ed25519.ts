/**
 * Strict Ed25519: what must hold before any library is asked, so that all of them answer alike. RFC 8032 leaves open what
 * libraries then read differently; here S is below L, and neither key nor R is of small order or in a second spelling.
 * With the equation itself unmultiplied by the cofactor, as each of our paths checks it, one answer is left. Comparing
 * bytes is enough; nothing here is secret.
 */

/** L = 2^252 + 27742317777372353535851937790883648493, the order of the base point, little-endian. */
const ORDER = [
  0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];
/** p = 2^255 − 19, little-endian. */
const FIELD = [
  0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
];
const ZERO = FIELD.map(() => 0);
/** The y of the eight points whose order divides 8; either sign of x is refused with them. */
const SMALL_ORDER_Y = [
  ZERO,
  ZERO.map((_, at) => (at === 0 ? 1 : 0)),
  FIELD.map((byte, at) => (at === 0 ? byte - 1 : byte)),
  [
    0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac,
    0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
  ],
  [
    0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53,
    0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
  ],
];

/** Whether a signature is worth checking at all. That a point lies on the curve is left to the library, for all agree on it. */
export function isStrictEd25519(publicKey: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  return isBelow(signature, 32, ORDER, 0xff) && isStrictPoint(publicKey) && isStrictPoint(signature);
}

/** The first 32 bytes, without the sign of x: y below p, and not of small order. */
function isStrictPoint(bytes: Uint8Array): boolean {
  if (!isBelow(bytes, 0, FIELD, 0x7f)) return false;
  return SMALL_ORDER_Y.every((y) => y.some((byte, at) => byte !== (at === 31 ? bytes[at]! & 0x7f : bytes[at])));
}

/** 32 bytes from `from` on, little-endian, the last one masked, against a limit. */
function isBelow(bytes: Uint8Array, from: number, limit: readonly number[], mask: number): boolean {
  for (let at = 31; at >= 0; at--) {
    const byte = at === 31 ? bytes[from + at]! & mask : bytes[from + at]!;
    if (byte !== limit[at]) return byte < limit[at]!;
  }
  return false;
}
