/**
 * SM2 signatures (GB/T 32918.2, section 7; SM3; user id 1234567812345678), for deployments whose issuer signs so. Only what
 * verifying needs is taken of the libraries, their points: both want a random generator as soon as they are loaded whole.
 */
import { toHex } from '../../../core/share-code/hex.ts';
import { isStrictSm2 } from '../../../core/share-code/strict-sm2.ts';
import { sm2Digest } from './sm2-digest.ts';

/** After isStrictSm2. */
export type VerifySm2 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** Whether r = e + x of (s·G + (r + s)·P), all modulo n; all in hex. Throws for what is no point of the curve. */
export type HoldsSm2 = (point: { x: string; y: string }, e: string, r: string, s: string) => boolean;

/** By what the phone's engine has; the other path is never run, for without BigInt it cannot even be loaded. */
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
