/** Reads and checks a paper's signed certificate: text of its code → what it says, or why it is refused. */
import type { Instant } from '../instant.ts';
import { CLOCK_SKEW_MS } from '../plausible.ts';
import {
  type Certificate,
  type CertificateRefusal,
  type Inflate,
  MOST_CHARACTERS,
  type SignedCertificate,
} from './certificate.ts';
import { EU_PREFIX, readEuDcc } from './eu-dcc.ts';
import type { CertificateFormat, Issuer, IssuerKey } from './issuer.ts';
import { joinNumericCodes, SMART_PREFIX } from './numeric-codes.ts';
import { readSmartHealthCard } from './smart-health-card.ts';

/** What reading needs of the world it runs in. */
export interface CertificateMeans {
  issuers: readonly Issuer[];
  /** Codes of nucleic-acid tests: LOINC parts in EU certificates, LOINC in health cards. */
  tests: Readonly<Record<CertificateFormat, readonly string[]>>;
  inflate: Inflate;
  /** By the key's own algorithm: ECDSA as r and s one after the other, PSS with a salt of 32 bytes. */
  verify(key: IssuerKey, signed: Uint8Array, signature: Uint8Array): boolean;
  /** SHA-256 of a certificate's identifier, its first 16 bytes in base64url: as lists of the revoked write it. */
  digest(identifier: string): string;
}

export type CertificateReading =
  | { kind: 'holds'; certificate: Certificate }
  /** `missing`: of a card in several codes, those that are not there, counted from 1. */
  | { kind: 'refused'; reason: CertificateRefusal; missing?: number[] };

const no = (reason: CertificateRefusal): CertificateReading => ({ kind: 'refused', reason });

/** Nothing that a certificate says is told before its signature holds. Whose it is is asked elsewhere (holder.ts). */
export function readCertificate(typed: string, means: CertificateMeans, now: Instant): CertificateReading {
  // A trailing space may belong to Base45.
  const text = typed.replace(/^\s+|[\r\n\t]+$/g, '');
  if (text.length > MOST_CHARACTERS) return no('unreadable');
  if (text.slice(0, EU_PREFIX.length).toUpperCase() === EU_PREFIX) {
    return check(readEuDcc(text, means.inflate), means, now);
  }
  if (text.slice(0, SMART_PREFIX.length).toLowerCase() !== SMART_PREFIX) return no('not-a-certificate');
  const codes = joinNumericCodes(text);
  if (codes.kind === 'incomplete') return { kind: 'refused', reason: 'unreadable', missing: codes.missing };
  if (codes.kind === 'unreadable') return no('unreadable');
  return check(readSmartHealthCard(codes.text, means.inflate), means, now);
}

function check(read: SignedCertificate | undefined, means: CertificateMeans, now: Instant): CertificateReading {
  if (!read) return no('unreadable');
  const { format, issuedAt } = read;
  const known = keysFor(read, means.issuers);
  if (known.length === 0) return no('issuer-unknown');
  const [signer] = known.filter(
    ({ issuer, key }) => signs(read, issuer, key) && means.verify(key, read.signed, read.signature),
  );
  if (!signer) return no('forged');
  const { issuer, key } = signer;
  if (key.revoked) return no('revoked');
  if (issuedAt < (key.signsFrom ?? issuedAt) || (key.signsUntil !== undefined && issuedAt >= key.signsUntil)) {
    return no('forged');
  }
  const content = read.content(means.tests[format]);
  if (content.kind === 'tests' && isRevoked(content.identifiers, issuer, means)) return no('revoked');
  if (Math.max(read.notBefore, issuedAt) > now + CLOCK_SKEW_MS) return no('not-yet-valid');
  if (read.expiresAt !== undefined && now >= read.expiresAt) return no('expired');
  if (content.kind === 'refused') return no(content.reason);
  const { holder, identifiers, results } = content;
  return { kind: 'holds', certificate: { format, issuer, key, issuedAt, holder, identifiers, results } };
}

/** A key id is eight bytes of a hash: two issuers may have the same. Health cards name their issuer besides. */
function keysFor(read: SignedCertificate, issuers: readonly Issuer[]) {
  const known: { issuer: Issuer; key: IssuerKey }[] = [];
  for (const issuer of issuers) {
    if (issuer.format !== read.format) continue;
    if (read.format === 'smart-health-card' && issuer.signsAs !== read.signsAs) continue;
    for (const key of issuer.keys) if (key.kid === read.kid) known.push({ issuer, key });
  }
  return known;
}

/** The key decides how it signs, and for whom; what a certificate claims of itself must fit. */
function signs({ algorithm, signsAs }: SignedCertificate, issuer: Issuer, key: IssuerKey): boolean {
  return algorithm === key.algorithm && (signsAs === undefined || signsAs === issuer.signsAs);
}

function isRevoked(identifiers: readonly string[], { revoked = [] }: Issuer, { digest }: CertificateMeans): boolean {
  return revoked.length > 0 && identifiers.some((each) => revoked.indexOf(digest(each)) >= 0);
}
