/** SM2 signatures (with SM3, user id 1234567812345678), for deployments whose issuer signs so; loaded only for them. */

/** After isStrictSm2. */
export type VerifySm2 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** By what the phone's engine has; the other path is never run, for without BigInt it cannot even be loaded. */
export async function loadSm2(hasBigInt = typeof BigInt === 'function'): Promise<VerifySm2> {
  const { verifySm2 } = hasBigInt ? await import('./sm2-with-big-int.ts') : await import('./sm2-without-big-int.ts');
  return verifySm2;
}
