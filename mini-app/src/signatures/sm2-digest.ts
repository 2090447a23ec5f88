/** What SM2 signs: SM3 over the message after SM3 over who signs it and on which curve (GB/T 32918.2, section 5.5). */
/// <reference path="./sm-crypto.d.ts" />
import { sm3 } from 'sm-crypto/src/sm2/sm3.js';
import { encodeUtf8 } from '../../../core/certificate/utf8.ts';
import { fromHex } from '../../../core/share-code/hex.ts';
import { SM2_CURVE } from './sm2-curve.ts';

const USER_ID = encodeUtf8('1234567812345678');
const { a, b, x, y } = SM2_CURVE;
/** The id's length in bits, in two bytes; the id; the curve and its base point. */
const BEFORE_KEY = [(USER_ID.length * 8) >> 8, (USER_ID.length * 8) & 0xff].concat(
  Array.from(USER_ID),
  Array.from(fromHex(a + b + x + y)),
);

/** `publicKey`: uncompressed. */
export function sm2Digest(publicKey: Uint8Array, message: Uint8Array): Uint8Array {
  const signer = sm3(BEFORE_KEY.concat(Array.from(publicKey.subarray(1))));
  return Uint8Array.from(sm3(signer.concat(Array.from(message))));
}
