/** SM2 by what the phone's engine has. The other path is never run, for without BigInt it cannot even be loaded. */
import { toHex } from '../../../core/share-code/hex.ts';
import { isStrictSm2 } from '../../../core/share-code/strict-sm2.ts';
import type { VerifySm2 } from './sm2.ts';
import { sm2Digest } from './sm2-digest.ts';

export async function loadSm2(hasBigInt = typeof BigInt === 'function'): Promise<VerifySm2> {
  const { holds } = hasBigInt ? await import('./sm2-with-big-int.ts') : await import('./sm2-without-big-int.ts');
  return (publicKey, message, signature) => {
    if (!isStrictSm2(publicKey, signature)) return false;
    const hex = (bytes: Uint8Array, from: number) => toHex(bytes.subarray(from, from + 32));
    try {
      const point = { x: hex(publicKey, 1), y: hex(publicKey, 33) };
      return holds(point, toHex(sm2Digest(publicKey, message)), hex(signature, 0), hex(signature, 32));
    } catch {
      return false; // no point of the curve
    }
  };
}
