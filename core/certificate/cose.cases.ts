/** CBOR, COSE_Sign1 and CWT by the examples of RFC 9052 (appendix C.2.1) and RFC 8392 (appendix A.3), and what must be refused. */
import type { Case } from '../cases.ts';
import { type CborForm, readCbor, writeCbor } from './cbor.ts';
import { readCoseSign1, signedBytes } from './cose-sign1.ts';
import { readCwtClaims } from './cwt-claims.ts';
import { readJws } from './jws.ts';
import { decodeUtf8 } from './utf8.ts';

/** As flatMap, which phones lack. */
const eachOf = <Value>(values: readonly Value[], cases: (value: Value) => Case[]): Case[] =>
  ([] as Case[]).concat(...values.map(cases));

const fromHex = (text: string) =>
  Uint8Array.from({ length: text.length / 2 }, (_, at) => parseInt(text.slice(2 * at, 2 * at + 2), 16));
const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => (byte < 16 ? '0' : '') + byte.toString(16)).join('');

/** 18([h'a10126', {4: h'3131'}, 'This is the content.', signature]) */
export const RFC9052_SIGN1 =
  'd28443a10126a10442313154546869732069732074686520636f6e74656e742e58408eb33e4ca31d1c465ab05aac34cc6b23d58fef5c083106c4' +
  'd25a91aef0b0117e2af9a291aa32e14ab834dc56ed2a223444547e01f11d3b0916e5a4c345cacb36';
const RFC9052_SIGNED = '846a5369676e61747572653143a101264054546869732069732074686520636f6e74656e742e';

const RFC8392_CLAIMS =
  'a70175636f61703a2f2f61732e6578616d706c652e636f6d02656572696b77037818636f61703a2f2f6c696768742e6578616d706c652e636f6d' +
  '041a5612aeb0051a5610d9f0061a5610d9f007420b71';
export const RFC8392_CWT =
  `d28443a10126a104524173796d6d657472696345434453413235365850${RFC8392_CLAIMS}58405427c1ff28d23fbad1f29c4c7c6a555e601d6fa2` +
  '9f9179bc3d7438bacaca5acd08c8d4d4f96131680c429a01f85951ecee743a52b9b63632c57209120e1c9e30';

/** Appendix A.3 of RFC 7515, but for its signature. */
const RFC7515_JWS =
  'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.' +
  'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q';

const read = (text: string, form: CborForm = 'deterministic') => readCoseSign1(fromHex(text), form);
const summary = (text: string, form?: CborForm) => {
  const cose = read(text, form);
  return cose && `${cose.algorithm} ${cose.kid && toHex(cose.kid)} ${toHex(cose.payload)} ${cose.signature.length}`;
};

/** Read in no form. */
const notSign1: [string, string][] = [
  ['three parts', '8343a10126a04101'],
  ['five parts', '8543a10126a041014102f6'],
  ['a detached payload', '8443a10126a0f64102'],
  ['a payload of text', '8443a10126a061014102'],
  ['no algorithm', '8440a041014102'],
  ['an algorithm that nobody has signed', '8440a1012641014102'],
  ['an algorithm we do not know', '8443a10138a041014102'],
  ['an algorithm as text', '8443a1016126a041014102'],
  ['HMAC', '8443a10105a041014102'],
  ['a header that we must understand', '8448a2012602816161a041014102'],
  ['the same in the unsigned header', '8443a10126a10281616141014102'],
  ['a key id of text', '8443a10126a104626b6941014102'],
  ['another tag', 'd18443a10126a041014102'],
  ['bytes after the end', '8443a10126a04101410200'],
  ['an end too early', '8443a10126a0410141'],
  ['a repeated header', '8445a201260126a041014102'],
];

/** Read where others have signed, refused where we have. */
const notDeterministic: [string, string][] = [
  ['an indefinite length', '9f43a10126a041014102ff'],
  ['a length longer than needed', '8443a10126a05801014102'],
  ['keys out of order', '8446a20441310126a041014102'],
];

const TOO_LONG_HEADER = '8444a1013212a041014102';

export const coseCases: Case[] = [
  {
    name: 'RFC 9052 C.2.1 is read',
    expected: 'ES256 3131 546869732069732074686520636f6e74656e742e 64',
    actual: () => summary(RFC9052_SIGN1),
  },
  {
    name: 'RFC 9052 C.2.1: what is signed',
    expected: RFC9052_SIGNED,
    actual: () => toHex(signedBytes(read(RFC9052_SIGN1)!)),
  },
  {
    name: 'external data is signed and not sent',
    expected: RFC9052_SIGNED.replace('a1012640', 'a10126480011223344556677'),
    actual: () => toHex(signedBytes(read(RFC9052_SIGN1)!, fromHex('0011223344556677'))),
  },
  {
    name: 'RFC 8392 A.3 is read, with the tag of a CWT before it too',
    expected: true,
    actual: () => summary(`d83d${RFC8392_CWT}`) === summary(RFC8392_CWT) && summary(RFC8392_CWT) !== undefined,
  },
  {
    name: 'RFC 8392 A.1: the claims',
    expected: ['coap://as.example.com', 1444064944000, 1443944944000, 1443944944000, 'erikw'],
    actual: () => {
      const claims = readCwtClaims(fromHex(RFC8392_CLAIMS), 'deterministic')!;
      return [claims.issuer, claims.expiresAt, claims.notBefore, claims.issuedAt, claims.others.get(2)];
    },
  },
  { name: 'without a tag', expected: 'ES256 undefined 01 1', actual: () => summary('8443a10126a041014102') },
  { name: 'PS256', expected: 'PS256 undefined 01 1', actual: () => summary('8444a1013824a041014102') },
  {
    name: 'Ed25519, as RFC 9864 numbers it',
    expected: 'Ed25519 undefined 01 1',
    actual: () => summary('8443a10132a041014102'),
  },
  { name: 'a byte too many in a header', expected: undefined, actual: () => summary(TOO_LONG_HEADER) },
  {
    name: 'the signed key id before the other',
    expected: 'ES256 31 01 1',
    actual: () => summary('8446a20126044131a104413241014102'),
  },
  ...eachOf(notSign1, ([why, text]): Case[] =>
    (['deterministic', 'well-formed'] as const).map((form) => ({
      name: `refuses ${why} (${form})`,
      expected: undefined,
      actual: () => read(text, form),
    })),
  ),
  ...eachOf(notDeterministic, ([why, text]): Case[] => [
    { name: `ours have no ${why}`, expected: undefined, actual: () => read(text) },
    { name: `others may have ${why}`, expected: 'ES256', actual: () => read(text, 'well-formed')?.algorithm },
  ]),
  {
    name: 'a number of eight bytes, which a phone may not have',
    expected: undefined,
    actual: () => readCbor(fromHex('1bffffffffffffffff'), 'well-formed'),
  },
  {
    name: 'a list that says it is endless',
    expected: undefined,
    actual: () => readCbor(fromHex('9b001fffffffffffff'), 'well-formed'),
  },
  {
    name: 'nesting without end',
    expected: undefined,
    actual: () => readCbor(new Uint8Array(32 * 1024).fill(0x81), 'well-formed'),
  },
  { name: 'nothing', expected: undefined, actual: () => readCbor(new Uint8Array(0), 'well-formed') },
  {
    name: 'text that is no UTF-8 in what we sign',
    expected: undefined,
    actual: () => readCbor(fromHex('62c328'), 'deterministic'),
  },
  ...eachOf(
    [
      ['a list', 'a1810102'],
      ['the same list twice', 'a2810102810103'],
      ['a fraction', 'a1f93e0002'],
      ['a truth', 'a1f502'],
    ],
    ([what, text]): Case[] => [
      {
        name: `a key of what we sign is no ${what}`,
        expected: undefined,
        actual: () => readCbor(fromHex(text!), 'deterministic'),
      },
    ],
  ),
  {
    name: 'writes keys in the order of RFC 8949',
    expected: 'a30a012002616203',
    actual: () =>
      toHex(
        writeCbor(
          new Map<unknown, number>([
            ['b', 3],
            [-1, 2],
            [10, 1],
          ]),
        ),
      ),
  },
  ...[
    ['a list', '81a0'],
    ['an issuer that is a number', 'a1010a'],
    ['an end that is text', 'a1046131'],
    ['an end that is no number', 'a104f97e00'],
    ['an end before 1970', 'a10420'],
    ['an end that no calendar has', 'a1041b0000020000000000'],
  ].map(
    ([why, text]): Case => ({
      name: `no claims: ${why}`,
      expected: undefined,
      actual: () => readCwtClaims(fromHex(text!), 'well-formed'),
    }),
  ),
  {
    name: 'RFC 7515 A.3 is read',
    expected: ['ES256', 'joe', 64, true],
    actual: () => {
      const jws = readJws(RFC7515_JWS)!;
      const { iss } = JSON.parse(decodeUtf8(jws.payload)!);
      return [
        jws.header.alg,
        iss,
        jws.signature.length,
        decodeUtf8(jws.signed) === RFC7515_JWS.slice(0, RFC7515_JWS.lastIndexOf('.')),
      ];
    },
  },
  ...[
    ['two parts', 'eyJhbGciOiJFUzI1NiJ9.e30'],
    ['four parts', 'eyJhbGciOiJFUzI1NiJ9.e30.AA.AA'],
    ['a header that is a list', 'W10.e30.AA'],
    ['a header that is no JSON', 'e30x.e30.AA'],
    ['a header that we must understand', 'eyJjcml0IjpbXX0.e30.AA'],
    ['padding', 'eyJhbGciOiJFUzI1NiJ9.e30=.AA'],
  ].map(([why, text]): Case => ({ name: `no JWS: ${why}`, expected: undefined, actual: () => readJws(text!) })),
];
