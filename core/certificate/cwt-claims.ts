/** CWT claims (RFC 8392) of a signed payload. */
import { type Instant, instantOf } from '../instant.ts';
import { type CborForm, readCbor } from './cbor.ts';

export interface CwtClaims {
  issuer?: string;
  expiresAt?: Instant;
  notBefore?: Instant;
  issuedAt?: Instant;
  /** By the claim's number. */
  others: ReadonlyMap<unknown, unknown>;
}

const [ISSUER, EXPIRES, NOT_BEFORE, ISSUED] = [1, 4, 5, 6];

/** `undefined`: no map of claims, or one of these is of another type than it must be. */
export function readCwtClaims(payload: Uint8Array, form: CborForm): CwtClaims | undefined {
  const claims = readCbor(payload, form);
  if (!(claims instanceof Map)) return undefined;
  const issuer = claims.get(ISSUER);
  const [expires, notBefore, issued] = [EXPIRES, NOT_BEFORE, ISSUED].map((claim) => claims.get(claim));
  if (issuer !== undefined && typeof issuer !== 'string') return undefined;
  if (![expires, notBefore, issued].every((date) => date === undefined || isDate(date))) return undefined;
  return {
    issuer,
    expiresAt: instant(expires),
    notBefore: instant(notBefore),
    issuedAt: instant(issued),
    others: claims,
  };
}

/** A NumericDate in a range that times can be computed with; it may have a fraction. */
export function isDate(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < 1e11;
}

/** Seconds since 1970. */
export function instant(date: number | undefined): Instant | undefined {
  return date === undefined ? undefined : instantOf(Math.floor(date * 1000));
}
