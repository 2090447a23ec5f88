/** Issuer: who may sign certificates, with which keys; the trust list is a file, and nothing is ever fetched for it. */
import type { Instant } from '../instant.ts';

export const CERTIFICATE_FORMATS = ['eu-dcc', 'smart-health-card'] as const;
/** EU Digital COVID Certificate 欧盟数字新冠证书 / SMART Health Card 智能健康卡 */
export type CertificateFormat = (typeof CERTIFICATE_FORMATS)[number];

export interface Issuer {
  id: string;
  format: CertificateFormat;
  zh: string;
  en: string;
  /** What it calls itself inside: `iss`, two letters of a country (EU) or an address (SMART), which is compared and never asked. */
  signsAs: string;
  keys: IssuerKey[];
  /** Certificates withdrawn one by one, as CertificateMeans.digest writes their identifiers. */
  revoked?: string[];
}

export interface IssuerKey {
  /** Base64url of the COSE key id (EU), or the JWS key id as it stands (SMART). */
  kid: string;
  algorithm: 'ES256' | 'PS256';
  /** JWK (RFC 7517), public part only. */
  publicKey: { kty: 'EC'; crv: 'P-256'; x: string; y: string } | { kty: 'RSA'; n: string; e: string };
  /** It signs from then on, */
  signsFrom?: Instant;
  /** and no more from then on; what it has signed before stands. */
  signsUntil?: Instant;
  /** It has been lost or misused: nothing that it has signed stands. */
  revoked?: true;
}
