/** Certificates from their code to what they say or why they are refused; signature and compression are played here, and real in functions/paper. */
import { at, type Case } from '../cases.ts';
import type { Instant } from '../instant.ts';
import { encodeBase45 } from './base45.ts';
import { encodeBase64Url } from './base64url.ts';
import { writeCbor } from './cbor.ts';
import type { Issuer, IssuerKey } from './issuer.ts';
import { type CertificateMeans, type CertificateReading, readCertificate } from './read-certificate.ts';
import { encodeUtf8 } from './utf8.ts';

const NOW = at('08-01 07:45');
const seconds = (instant: Instant) => instant / 1000;
const key = (kid: string, more: Partial<IssuerKey> = {}): IssuerKey => ({
  kid,
  algorithm: 'ES256',
  publicKey: { kty: 'EC', crv: 'P-256', x: '', y: '' },
  ...more,
});
const kidOf = (text: string) => encodeBase64Url(encodeUtf8(text));
const CARD_ISSUER = 'https://card.example/issuer';
const ISSUERS: Issuer[] = [
  {
    id: 'union',
    format: 'eu-dcc',
    zh: '联盟',
    en: 'Union',
    signsAs: 'XA',
    keys: [
      key(kidOf('now')),
      key(kidOf('pss'), { algorithm: 'PS256' }),
      key(kidOf('old'), { signsUntil: at('07-01 00:00') }),
      key(kidOf('new'), { signsFrom: at('08-01 00:00') }),
      key(kidOf('lost'), { revoked: true }),
    ],
    revoked: ['#URN:UVCI:withdrawn'],
  },
  { id: 'card', format: 'smart-health-card', zh: '卡', en: 'Card', signsAs: CARD_ISSUER, keys: [key('k1')] },
];
const GOOD = 7;
/** Plays what the world gives: a signature is good when it is one byte 7, and nothing is compressed. */
const MEANS: CertificateMeans = {
  issuers: ISSUERS,
  tests: { 'eu-dcc': ['LP6464-4'], 'smart-health-card': ['94500-6'] },
  inflate: (bytes) => bytes,
  verify: (_, signed, signature) => signed.length > 0 && signature.length === 1 && signature[0] === GOOD,
  digest: (identifier) => `#${identifier}`,
};

const mapOf = (object: object): Map<unknown, unknown> =>
  new Map(
    Object.entries(object)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map(mapOf) : typeof value === 'object' && value !== null ? mapOf(value) : value,
      ]),
  );
const TEST = {
  tg: '840539006',
  tt: 'LP6464-4',
  sc: '2022-07-31T10:20:00+02:00',
  tr: '260415000',
  tc: 'Testzentrum Nord',
  co: 'XA',
  is: 'Ministry of Tests',
  ci: 'URN:UVCI:01',
};
const BODY = {
  ver: '1.3.0',
  nam: { fn: 'Weber', gn: 'Lukas', fnt: 'WEBER', gnt: 'LUKAS<JOHANN' },
  dob: '1988-02-30',
  t: [TEST],
};
interface Paper {
  kid?: string;
  algorithm?: number;
  signature?: number;
  claims?: object;
  body?: object;
}
const ISSUED = at('07-31 22:00');
/** `HC1:` of a certificate signed with `signature`. */
function euCode({ kid = 'now', algorithm = -7, signature = GOOD, claims = {}, body = BODY }: Paper = {}): string {
  const header = writeCbor(
    new Map<number, unknown>([
      [1, algorithm],
      [4, encodeUtf8(kid)],
    ]),
  );
  const all: Record<string, unknown> = { 1: 'XA', 4: seconds(NOW) + 86_400, 6: seconds(ISSUED), ...claims };
  const numbered = new Map<number, unknown>(
    Object.entries(all)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [+name, value]),
  );
  numbered.set(-260, new Map([[1, mapOf(body)]]));
  const payload = writeCbor(numbered);
  return `HC1:${encodeBase45(writeCbor([header, new Map(), payload, Uint8Array.of(signature)]))}`;
}
const withTest = (more: object, ...others: object[]) =>
  euCode({ body: { ...BODY, t: [{ ...TEST, ...more }, ...others.map((each) => ({ ...TEST, ...each }))] } });

const PATIENT = {
  fullUrl: 'resource:0',
  resource: {
    resourceType: 'Patient',
    name: [{ family: 'Weber', given: ['Lukas', 'Johann'] }],
    birthDate: '1988-02-28',
  },
};
const OBSERVATION = {
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '94500-6' }] },
  subject: { reference: 'resource:0' },
  effectiveDateTime: '2022-07-31T08:20:00Z',
  issued: '2022-07-31T20:00:00.000Z',
  valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '260415000' }] },
  performer: [{ display: 'Laboratory of Nowhere' }],
};
const entry = (resource: object) => ({ fullUrl: 'resource:1', resource });
const observed = (more: object = {}) => entry({ ...OBSERVATION, ...more });
interface Card {
  header?: object;
  payload?: object;
  entries?: object[];
  signature?: number;
}
function cardJws({ header = {}, payload = {}, entries = [PATIENT, observed()], signature = GOOD }: Card = {}): string {
  const credential = {
    type: [],
    credentialSubject: { fhirVersion: '4.0.1', fhirBundle: { resourceType: 'Bundle', entry: entries } },
  };
  const part = (value: object) => encodeBase64Url(encodeUtf8(JSON.stringify(value)));
  const head = part({ zip: 'DEF', alg: 'ES256', kid: 'k1', ...header });
  const claims = part({ iss: CARD_ISSUER, nbf: seconds(ISSUED), vc: credential, ...payload });
  return `${head}.${claims}.${encodeBase64Url(Uint8Array.of(signature))}`;
}
const digits = (jws: string) => Array.from(jws, (character) => `0${character.charCodeAt(0) - 45}`.slice(-2)).join('');
const cardCode = (card?: Card) => `shc:/${digits(cardJws(card))}`;
const inThree = (order: number[]) => {
  const all = digits(cardJws());
  const size = 2 * Math.ceil(all.length / 6);
  return order.map((code) => `shc:/${code}/3/${all.slice((code - 1) * size, code * size)}`).join('\n');
};

const read = (text: string, now = NOW, means = MEANS): CertificateReading => readCertificate(text, means, now);
const why = (text: string, now?: Instant, means?: CertificateMeans) => {
  const reading = read(text, now, means);
  return reading.kind === 'refused' ? reading.reason : reading.kind;
};
const resultsOf = (text: string) => {
  const reading = read(text);
  return reading.kind === 'holds' ? reading.certificate.results : reading.reason;
};
const holderOf = (text: string) => {
  const reading = read(text);
  return reading.kind === 'holds' && reading.certificate.holder;
};

const refusals: [string, string, () => string][] = [
  ['nothing', 'not-a-certificate', () => why('')],
  ['a web address', 'not-a-certificate', () => why('https://venue.example/?id=1')],
  ['another country’s code', 'not-a-certificate', () => why('HC2:6BF')],
  ['a prefix alone', 'unreadable', () => why('HC1:')],
  ['text that is no Base45', 'unreadable', () => why('HC1:lower case')],
  ['one that is cut short', 'unreadable', () => why(euCode().slice(0, -30))],
  ['more text than any code holds', 'unreadable', () => why(`HC1:${'A'.repeat(12_000)}`)],
  [
    'one that inflates beyond all measure',
    'unreadable',
    () => why(`HC1:${encodeBase45(Uint8Array.of(0x78, 0xda))}`, NOW, { ...MEANS, inflate: () => undefined }),
  ],
  ['no time of issue', 'unreadable', () => why(euCode({ claims: { 6: undefined } }))],
  ['no end', 'unreadable', () => why(euCode({ claims: { 4: undefined } }))],
  ['a key nobody knows', 'issuer-unknown', () => why(euCode({ kid: 'other' }))],
  ['no issuers at all', 'issuer-unknown', () => why(euCode(), NOW, { ...MEANS, issuers: [] })],
  ['a card’s key on an EU certificate', 'issuer-unknown', () => why(euCode({ kid: 'k1' }))],
  ['a signature that does not fit', 'forged', () => why(euCode({ signature: 8 }))],
  ['another algorithm than the key’s', 'forged', () => why(euCode({ kid: 'pss' }))],
  ['the algorithm of the key, another signature', 'holds', () => why(euCode({ kid: 'pss', algorithm: -37 }))],
  ['another country than the key’s', 'forged', () => why(euCode({ claims: { 1: 'XB' } }))],
  ['no country', 'holds', () => why(euCode({ claims: { 1: undefined } }))],
  ['a forged one that has expired as well', 'forged', () => why(euCode({ signature: 8, claims: { 4: 1 } }))],
  ['a key retired before it was issued', 'forged', () => why(euCode({ kid: 'old' }))],
  [
    'a key retired at the very moment',
    'forged',
    () => why(euCode({ kid: 'old', claims: { 6: seconds(at('07-01 00:00')) } })),
  ],
  [
    'a key retired a second later',
    'holds',
    () => why(euCode({ kid: 'old', claims: { 6: seconds(at('07-01 00:00')) - 1 } })),
  ],
  ['a key that did not sign yet', 'forged', () => why(euCode({ kid: 'new' }))],
  ['a key that has been lost', 'revoked', () => why(euCode({ kid: 'lost' }))],
  ['one that its issuer has withdrawn', 'revoked', () => why(withTest({ ci: 'URN:UVCI:withdrawn' }))],
  ['a second before its end', 'holds', () => why(euCode({ claims: { 4: seconds(NOW) + 1 } }))],
  ['at its end', 'expired', () => why(euCode({ claims: { 4: seconds(NOW) } }))],
  [
    'issued further ahead than clocks differ',
    'not-yet-valid',
    () => why(euCode({ claims: { 6: seconds(NOW) + 301 } })),
  ],
  ['issued as far ahead as clocks differ', 'holds', () => why(euCode({ claims: { 6: seconds(NOW) + 300 } }))],
  ['valid from tomorrow', 'not-yet-valid', () => why(euCode({ claims: { 5: seconds(NOW) + 86_400 } }))],
  ['a vaccination', 'wrong-kind', () => why(euCode({ body: { ...BODY, t: undefined, v: [{ tg: '840539006' }] } }))],
  ['a recovery', 'wrong-kind', () => why(euCode({ body: { ...BODY, t: [], r: [{ tg: '840539006' }] } }))],
  ['a vaccination beside a test', 'wrong-kind', () => why(euCode({ body: { ...BODY, v: [{}] } }))],
  ['an antigen test', 'not-a-nucleic-acid-test', () => why(withTest({ tt: 'LP217198-3' }))],
  ['a test of another disease', 'not-a-nucleic-acid-test', () => why(withTest({ tg: '6142004' }))],
  ['no holder', 'unreadable', () => why(euCode({ body: { ...BODY, nam: undefined } }))],
  ['no identifier', 'unreadable', () => why(withTest({ ci: undefined }))],
  ['a day for a moment of sampling', 'unreadable', () => why(withTest({ sc: '2022-07-31' }))],
  ['no outcome', 'unreadable', () => why(withTest({ tr: undefined }))],

  ['a card cut short', 'unreadable', () => why(cardCode().slice(0, -2))],
  ['a card that is not compressed', 'unreadable', () => why(cardCode({ header: { zip: undefined } }))],
  ['a card without a moment of issue', 'unreadable', () => why(cardCode({ payload: { nbf: '1659276000' } }))],
  ['a card with an end that is text', 'unreadable', () => why(cardCode({ payload: { exp: 'never' } }))],
  [
    'a card of another issuer with that key’s name',
    'issuer-unknown',
    () => why(cardCode({ payload: { iss: 'https://other.example' } })),
  ],
  ['a card signed with no algorithm', 'forged', () => why(cardCode({ header: { alg: 'none' } }))],
  ['a card whose signature does not fit', 'forged', () => why(cardCode({ signature: 1 }))],
  ['a card that has expired', 'expired', () => why(cardCode({ payload: { exp: seconds(NOW) } }))],
  ['a card of tomorrow', 'not-yet-valid', () => why(cardCode({ payload: { nbf: seconds(NOW) + 86_400 } }))],
  [
    'a card of a vaccination',
    'wrong-kind',
    () => why(cardCode({ entries: [PATIENT, entry({ resourceType: 'Immunization' })] })),
  ],
  [
    'a card of an antigen test',
    'not-a-nucleic-acid-test',
    () =>
      why(
        cardCode({
          entries: [PATIENT, observed({ code: { coding: [{ system: 'http://loinc.org', code: '94558-4' }] } })],
        }),
      ),
  ],
  [
    'a code of another system',
    'not-a-nucleic-acid-test',
    () =>
      why(
        cardCode({
          entries: [PATIENT, observed({ code: { coding: [{ system: 'http://other.example', code: '94500-6' }] } })],
        }),
      ),
  ],
  [
    'a result entered in error',
    'wrong-kind',
    () => why(cardCode({ entries: [PATIENT, observed({ status: 'entered-in-error' })] })),
  ],
  [
    'a result about somebody else in the card',
    'wrong-kind',
    () => why(cardCode({ entries: [PATIENT, observed({ subject: { reference: 'resource:9' } })] })),
  ],
  ['two patients', 'unreadable', () => why(cardCode({ entries: [PATIENT, PATIENT, observed()] }))],
  ['no patient', 'unreadable', () => why(cardCode({ entries: [observed()] }))],
];

const RESULT = { outcome: 'negative', sampleCollectedAt: at('07-31 16:20'), institution: 'Testzentrum Nord' };
const CARD_RESULT = {
  outcome: 'negative',
  sampleCollectedAt: at('07-31 16:20'),
  reportIssuedAt: at('08-01 04:00'),
  institution: 'Laboratory of Nowhere',
};

export const certificateCases: Case[] = [
  ...refusals.map(([name, expected, actual]): Case => ({ name: `${expected}: ${name}`, expected, actual })),
  { name: 'a test as the EU writes it', expected: [RESULT], actual: () => resultsOf(euCode()) },
  {
    name: 'whom it is about, and when it was issued',
    expected: [['Lukas Weber', 'LUKAS JOHANN WEBER'], '1988-02-30', ISSUED, 'union'],
    actual: () => {
      const reading = read(`  ${euCode()}\n`);
      if (reading.kind !== 'holds') return reading;
      const { holder, issuedAt, issuer } = reading.certificate;
      return [holder.names, holder.birthDate, issuedAt, issuer.id];
    },
  },
  ...['2022-07-31T08:20:00Z', '2022-07-31T10:20:00+0200', '2022-07-31T10:20:00+02', '2022-07-31T10:20:00.5+02:00'].map(
    (sc): Case => ({
      name: `the moment of sampling as ${sc}`,
      expected: [{ ...RESULT, sampleCollectedAt: RESULT.sampleCollectedAt + (sc.indexOf('.5') > 0 ? 500 : 0) }],
      actual: () => resultsOf(withTest({ sc })),
    }),
  ),
  {
    name: 'detected',
    expected: [{ ...RESULT, outcome: 'positive' }],
    actual: () => resultsOf(withTest({ tr: '260373001' })),
  },
  {
    name: 'an outcome that no value set has',
    expected: [{ ...RESULT, outcome: undefined, outcomeUnknown: true }],
    actual: () => resultsOf(withTest({ tr: 'constructor' })),
  },
  {
    name: 'the ministry where no test centre is named',
    expected: [{ ...RESULT, institution: 'Ministry of Tests' }],
    actual: () => resultsOf(withTest({ tc: undefined })),
  },
  {
    name: 'of two tests the nucleic-acid one',
    expected: [RESULT],
    actual: () => resultsOf(withTest({}, { tt: 'LP217198-3' })),
  },
  { name: 'a health card', expected: [CARD_RESULT], actual: () => resultsOf(cardCode()) },
  {
    name: 'a health card’s holder',
    expected: { names: ['Lukas Johann Weber'], birthDate: '1988-02-28' },
    actual: () => holderOf(cardCode()),
  },
  {
    name: 'a health card in three codes, in any order',
    expected: [CARD_RESULT],
    actual: () => resultsOf(inThree([2, 3, 1])),
  },
  {
    name: 'a health card of which a code is missing',
    expected: { kind: 'refused', reason: 'unreadable', missing: [2] },
    actual: () => read(inThree([3, 1])),
  },
  {
    name: 'a day is no moment, and what is not out yet has no outcome',
    expected: [{ institution: 'Laboratory of Nowhere' }],
    actual: () =>
      resultsOf(
        cardCode({
          entries: [PATIENT, observed({ status: 'preliminary', effectiveDateTime: '2022-07-31', issued: undefined })],
        }),
      ),
  },
  {
    name: 'two codes that disagree are no outcome',
    expected: [{ ...CARD_RESULT, outcome: undefined, outcomeUnknown: true }],
    actual: () => {
      const coding = ['260415000', '260373001'].map((code) => ({ system: 'http://snomed.info/sct', code }));
      return resultsOf(cardCode({ entries: [PATIENT, observed({ valueCodeableConcept: { coding } })] }));
    },
  },
];
