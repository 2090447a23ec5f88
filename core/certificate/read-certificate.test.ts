/** Whatever stands in a code, reading it ends in one of the words that are listed, and never in an exception. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../instant.ts';
import { encodeBase45 } from './base45.ts';
import { encodeBase64Url } from './base64url.ts';
import { writeCbor } from './cbor.ts';
import { CERTIFICATE_REFUSALS } from './certificate.ts';
import type { Issuer } from './issuer.ts';
import { type CertificateMeans, readCertificate } from './read-certificate.ts';
import { encodeUtf8 } from './utf8.ts';

const NOW = instantOf(Date.parse('2022-08-01T07:45:00+08:00'));
const issuer = (format: Issuer['format'], signsAs: string): Issuer => ({
  id: format,
  format,
  zh: '',
  en: '',
  signsAs,
  keys: [{ kid: 'k', algorithm: 'ES256', publicKey: { kty: 'EC', crv: 'P-256', x: '', y: '' } }],
  revoked: ['#'],
});
/** Every signature is good, so that what was signed is read to its end. */
const MEANS: CertificateMeans = {
  issuers: [issuer('eu-dcc', 'XA'), issuer('smart-health-card', 'https://a.example')],
  tests: { 'eu-dcc': ['LP6464-4'], 'smart-health-card': ['94500-6'] },
  inflate: (bytes) => bytes,
  verify: () => true,
  digest: (identifier) => identifier,
};
const ends = (text: string) => {
  const reading = readCertificate(text, MEANS, NOW);
  if (reading.kind === 'refused') expect(CERTIFICATE_REFUSALS).toContain(reading.reason);
  else expect(reading.certificate.results.length).toBeGreaterThan(0);
  return reading;
};

/** Names that the formats know, so that guesses come near them. */
const word = fc.constantFrom(
  't',
  'v',
  'nam',
  'dob',
  'tg',
  'tt',
  'sc',
  'tr',
  'ci',
  'LP6464-4',
  '840539006',
  '',
  'toString',
  '__proto__',
);
const leaf = fc.oneof(
  word,
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 9 }),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.array(fc.tuple(fc.oneof(word, fc.integer()), tie('tree')), { maxLength: 5 }).map((entries) => new Map(entries)),
  ),
}));

describe('nothing throws', () => {
  test('any text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'HC1:', 'hc1:', 'shc:/', 'shc:/1/2/'),
        fc.string({ unit: 'binary' }),
        (prefix, text) => void ends(prefix + text),
      ),
    );
  });

  test('any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void ends(`HC1:${encodeBase45(bytes)}`)));
  });

  test('any claims that somebody has signed', () => {
    fc.assert(
      fc.property(tree, tree, tree, (about, header, body) => {
        const claims = new Map<number, unknown>([
          [4, 2_000_000_000],
          [6, 1_659_000_000],
          [-260, new Map([[1, body]])],
        ]);
        const kid = new Uint8Array(0);
        const head =
          header instanceof Map
            ? header
            : new Map<number, unknown>([
                [1, -7],
                [4, kid],
              ]);
        for (const payload of [claims, about])
          ends(`HC1:${encodeBase45(writeCbor([writeCbor(head), new Map(), writeCbor(payload), kid]))}`);
      }),
      { numRuns: 500 },
    );
  });

  test('any card that somebody has signed', () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    const name = fc.constantFrom('resource', 'resourceType', 'status', 'code', 'coding', 'subject', 'name', 'given');
    const resource = fc.dictionary(name, json);
    fc.assert(
      fc.property(fc.array(fc.oneof(json, fc.record({ resource }))), json, (entry, vc) => {
        const part = (value: unknown) => encodeBase64Url(encodeUtf8(JSON.stringify(value)));
        const bundle = { credentialSubject: { fhirBundle: { entry } } };
        for (const each of [bundle, vc]) {
          const jws = `${part({ zip: 'DEF', alg: 'ES256', kid: 'k' })}.${part({ iss: 'https://a.example', nbf: 1_659_000_000, vc: each })}.AA`;
          ends(`shc:/${[...jws].map((character) => String(character.charCodeAt(0) - 45).padStart(2, '0')).join('')}`);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['a header', (deep: Uint8Array) => [deep, new Map(), new Uint8Array(0), new Uint8Array(0)]],
    ['a payload', (deep: Uint8Array) => [writeCbor(new Map([[1, -7]])), new Map(), deep, new Uint8Array(0)]],
  ])('%s so deep that the stack ends', (_, parts) => {
    for (const depth of [100, 1_000, 3_000, 7_000]) {
      const deep = new Uint8Array(depth).fill(0x81);
      deep[0] = 0xa1;
      deep[1] = 0x01;
      deep[depth - 1] = 0;
      expect(ends(`HC1:${encodeBase45(writeCbor(parts(deep)))}`).kind).toBe('refused');
    }
  });
});
