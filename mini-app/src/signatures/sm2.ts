/**
 * SM2 signatures (GB/T 32918.2, section 7; SM3; user id 1234567812345678), for deployments whose issuer signs so. Only what
 * verifying needs is taken of the libraries, their points: both want a random generator as soon as they are loaded whole.
 */

/** After isStrictSm2. */
export type VerifySm2 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** Whether r = e + x of (s·G + (r + s)·P), all modulo n; all in hex. Throws for what is no point of the curve. */
export type HoldsSm2 = (point: { x: string; y: string }, e: string, r: string, s: string) => boolean;
