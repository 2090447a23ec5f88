/** Refusal: why a signed certificate was not taken, in the server's codes; each has its own words. */

export const REFUSALS = [
  'unreadable',
  'not-a-certificate',
  'issuer-unknown',
  'forged',
  'expired',
  'not-yet-valid',
  'revoked',
  'wrong-kind',
  'not-a-nucleic-acid-test',
  'somebody-else',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Of problem+json of the type `/problems/certificate-refused`, its `reason`; `undefined` for one of a newer server. */
export function refusalOf(reason: unknown): Refusal | undefined {
  return REFUSALS.find((refusal) => refusal === reason);
}
