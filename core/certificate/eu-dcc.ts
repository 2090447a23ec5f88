/** EU Digital COVID Certificate, test entries of schema 1.3: `HC1:`, Base45, zlib, COSE_Sign1, CWT, claim -260. */
import { type Instant, parseInstant } from '../instant.ts';
import type { TestResult } from '../test-result.ts';
import { decodeBase45 } from './base45.ts';
import { encodeBase64Url } from './base64url.ts';
import {
  type CertificateContent,
  type CertificateHolder,
  type Inflate,
  MOST_INFLATED,
  refused,
  type SignedCertificate,
} from './certificate.ts';
import { readCoseSign1, signedBytes } from './cose-sign1.ts';
import { readCwtClaims } from './cwt-claims.ts';
import { outcomeOfCode } from './outcome-codes.ts';

export const EU_PREFIX = 'HC1:';
const HEALTH_CERTIFICATE = -260;
const EU_DCC_V1 = 1;
const COVID_19 = '840539006';
const ZLIB = 0x78;

/** `undefined`: unreadable. */
export function readEuDcc(text: string, inflate: Inflate): SignedCertificate | undefined {
  const packed = decodeBase45(text.slice(EU_PREFIX.length));
  // Compression is the rule and not a must.
  const bytes = packed?.[0] === ZLIB ? inflate(packed, 'zlib', MOST_INFLATED) : packed;
  const cose = bytes && bytes.length <= MOST_INFLATED ? readCoseSign1(bytes, 'well-formed') : undefined;
  const claims = cose && readCwtClaims(cose.payload, 'well-formed');
  if (!claims || claims.issuedAt === undefined || claims.expiresAt === undefined) return undefined;
  const certificate = child(claims.others, HEALTH_CERTIFICATE, EU_DCC_V1);
  return {
    format: 'eu-dcc',
    algorithm: cose.algorithm,
    kid: encodeBase64Url(cose.kid ?? new Uint8Array(0)),
    signsAs: claims.issuer,
    signed: signedBytes(cose),
    signature: cose.signature,
    issuedAt: claims.issuedAt,
    notBefore: claims.notBefore ?? claims.issuedAt,
    expiresAt: claims.expiresAt,
    content: (tests) => contentOf(certificate, tests),
  };
}

function contentOf(certificate: unknown, nucleicAcidTests: readonly string[]): CertificateContent {
  if (!(certificate instanceof Map)) return refused('unreadable');
  const entries = certificate.get('t');
  const hasOthers = listOf(certificate.get('v')).length + listOf(certificate.get('r')).length > 0;
  if (hasOthers || listOf(entries).length === 0) return refused('wrong-kind');
  const ofTests = listOf(entries).filter(
    (entry) => textOf(entry, 'tg') === COVID_19 && nucleicAcidTests.indexOf(textOf(entry, 'tt') ?? '') >= 0,
  );
  if (ofTests.length === 0) return refused('not-a-nucleic-acid-test');
  const results = ofTests.map(resultOf);
  const identifiers = ofTests.map((entry) => textOf(entry, 'ci') ?? '');
  const holder = holderOf(certificate);
  if (!holder || results.some((each) => !each) || identifiers.indexOf('') >= 0) return refused('unreadable');
  return { kind: 'tests', holder, results: results as TestResult[], identifiers };
}

/** `sc` is when the sample was taken; schema 1.3 has no time of the report. */
function resultOf(entry: unknown): TestResult | undefined {
  const sampleCollectedAt = timeOf(textOf(entry, 'sc') ?? '');
  const outcome = textOf(entry, 'tr');
  if (sampleCollectedAt === undefined || outcome === undefined) return undefined;
  const institution = textOf(entry, 'tc') ?? textOf(entry, 'is');
  return {
    ...outcomeOfCode([outcome]),
    sampleCollectedAt,
    ...(institution === undefined ? {} : { institution }),
  };
}

/** Offsets may be written as +02:00, +0200 or +02. */
function timeOf(text: string): Instant | undefined {
  return parseInstant(text.replace(/(T.*[+-]\d{2})(\d{2})?$/, (_, before, minutes) => `${before}:${minutes ?? '00'}`));
}

function holderOf(certificate: Map<unknown, unknown>): CertificateHolder | undefined {
  const name = certificate.get('nam');
  const birthDate = certificate.get('dob');
  if (!(name instanceof Map) || typeof birthDate !== 'string') return undefined;
  const spelt = (given: string, family: string) =>
    [textOf(name, given), textOf(name, family)].filter((part) => part).join(' ');
  // In the second spelling < stands between words.
  const names = [spelt('gn', 'fn'), spelt('gnt', 'fnt').split('<').join(' ')].filter((each) => each.trim() !== '');
  // Some issuers write a time after the day.
  return { names, birthDate: birthDate.slice(0, 10) };
}

function child(map: unknown, ...keys: unknown[]): unknown {
  let value = map;
  for (const key of keys) value = value instanceof Map ? value.get(key) : undefined;
  return value;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(entry: unknown, key: string): string | undefined {
  const value = child(entry, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
