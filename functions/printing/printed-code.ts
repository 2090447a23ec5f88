/** Printed code: what stands on paper, whatever its size. */
import type { Instant } from '../../core/index.ts';
import type { CredentialResult } from '../../core/share-code/credential.ts';

export const PRINT_SIZES = ['a4', 'card'] as const;
export type PrintSize = (typeof PRINT_SIZES)[number];

export interface PrintedCode {
  /** What the QR code holds. */
  text: string;
  /** Masked. */
  name: string;
  last4: string;
  number: string;
  issuedAt: Instant;
  expiresAt: Instant;
  asOf: Instant;
  results: readonly CredentialResult[];
  samplings: readonly Instant[];
}
