/** SM2 by sm-crypto, for engines without BigInt. */
import { sm2 } from 'sm-crypto';
import { toHex } from '../../../core/share-code/hex.ts';
import { isStrictSm2 } from '../../../core/share-code/strict-sm2.ts';
import type { VerifySm2 } from './sm2.ts';

export const verifySm2: VerifySm2 = (publicKey, message, signature) => {
  if (!isStrictSm2(publicKey, signature)) return false;
  try {
    return sm2.doVerifySignature(message, toHex(signature), toHex(publicKey), { hash: true });
  } catch {
    return false; // no point of the curve
  }
};
