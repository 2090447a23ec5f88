/** Certificate: what a paper's signed code says, and why it may be refused. */
import type { Instant } from '../instant.ts';
import type { TestResult } from '../test-result.ts';
import type { CertificateFormat, Issuer, IssuerKey } from './issuer.ts';

/** A closed list: each has a sentence in the mini-program. */
export const CERTIFICATE_REFUSALS = [
  'unreadable', // begins like one, and is broken, cut short or blown up
  'not-a-certificate', // another code altogether
  'issuer-unknown', // nobody on our list has this key
  'forged', // the signature does not fit, or the key did not sign at that time
  'expired',
  'not-yet-valid',
  'revoked', // its issuer has withdrawn it, or the key
  'wrong-kind', // of a vaccination or a recovery
  'not-a-nucleic-acid-test', // an antigen test, or of something else
  'somebody-else', // name or birth date are another's
] as const;
export type CertificateRefusal = (typeof CERTIFICATE_REFUSALS)[number];

/** Whom it is about, as far as it says. */
export interface CertificateHolder {
  /** The same name in several spellings: as written, and in the letters of passports. */
  names: string[];
  /** `1931-03-07`, `1931-03`, `1931` or empty. */
  birthDate: string;
}

export interface Certificate {
  format: CertificateFormat;
  issuer: Issuer;
  key: IssuerKey;
  issuedAt: Instant;
  holder: CertificateHolder;
  /** By which its issuer withdraws it. */
  identifiers: string[];
  /** At least one; nucleic-acid tests only. */
  results: TestResult[];
}

/** What a format holds once somebody we know is sure to have signed it. */
export type CertificateContent =
  | { kind: 'tests'; holder: CertificateHolder; results: TestResult[]; identifiers: string[] }
  | { kind: 'refused'; reason: Extract<CertificateRefusal, 'unreadable' | 'wrong-kind' | 'not-a-nucleic-acid-test'> };

/** A certificate read as far as anybody can who does not know whether to believe it. */
export interface SignedCertificate {
  format: CertificateFormat;
  algorithm: string;
  kid: string;
  /** `iss` */
  signsAs?: string;
  signed: Uint8Array;
  signature: Uint8Array;
  issuedAt: Instant;
  notBefore: Instant;
  expiresAt?: Instant;
  /** `tests`: the codes of nucleic-acid tests of this format. */
  content(tests: readonly string[]): CertificateContent;
}

/** Inflates at most so many bytes; `undefined`: more than that, or broken. */
export type Inflate = (bytes: Uint8Array, format: 'zlib' | 'raw', most: number) => Uint8Array | undefined;

/** Certificates have one to five kilobytes inside. */
export const MOST_INFLATED = 32 * 1024;
/** QR codes hold at most 4 296 letters or 7 089 digits. */
export const MOST_CHARACTERS = 12_000;

export function refused(reason: Extract<CertificateContent, { kind: 'refused' }>['reason']): CertificateContent {
  return { kind: 'refused', reason };
}
