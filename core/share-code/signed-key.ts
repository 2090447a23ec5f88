/** SigningKey: one key of the trust list. It has one algorithm and one use, and both are bound into what it signs. */
import { encodeUtf8 } from '../certificate/utf8.ts';
import type { Instant } from '../instant.ts';

/** share codes / venue codes 场所码 / receipts / tallies / the hourly list. Roots sign only keys and policies. */
export const KEY_USES = ['share', 'venue', 'receipt', 'tally', 'list', 'root'] as const;
export type KeyUse = (typeof KEY_USES)[number];

/** `SM2`: with SM3 and the user id 1234567812345678 (GB/T 32918); an issuer's, never a device's. */
export const SIGNING_ALGORITHMS = ['Ed25519', 'SM2'] as const;
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

export interface SigningKey {
  /** Four bytes, hex. */
  kid: string;
  use: KeyUse;
  algorithm: SigningAlgorithm;
  /** Ed25519: 32 bytes; SM2: 65, uncompressed. */
  publicKey: Uint8Array;
  /** It signs from then on, */
  signsFrom: Instant;
  /** and no more from then on; what it has signed before stands until it expires. */
  signsUntil: Instant;
  /** Lost or misused: nothing that it has signed stands. */
  revoked?: true;
}

/** COSE's `external_aad`: a signature for one use or algorithm is none for another, whatever a header says. */
export function boundTo({ use, algorithm }: Pick<SigningKey, 'use' | 'algorithm'>): Uint8Array {
  return encodeUtf8(`huren ${use} ${algorithm}`);
}

/**
 * Whether a signature is good. All implementations must answer alike: for Ed25519 S < L, canonical encodings, and no key or
 * R of small order (the strict reading of RFC 8032). Never throws.
 */
export type VerifySignature = (
  algorithm: SigningAlgorithm,
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean;
