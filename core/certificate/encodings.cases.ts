/** Base45 by RFC 9285, base64url by RFC 4648 and RFC 7515, UTF-8, and the pairs of digits of SMART Health Cards. */
import type { Case } from '../cases.ts';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { joinNumericCodes } from './numeric-codes.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** As flatMap, which phones lack. */
const eachOf = <Value>(values: readonly Value[], cases: (value: Value) => Case[]): Case[] =>
  ([] as Case[]).concat(...values.map(cases));

const bytes = (...values: number[]) => Uint8Array.from(values);
const list = (value: Uint8Array | undefined) => value && Array.from(value);
const every = Uint8Array.from({ length: 513 }, (_, at) => (at * 7) & 255);

const base45: [string, string][] = [
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
  ['', ''],
];

/** Why it must not be read, and what. */
const notBase45: [string, string][] = [
  ['a lone last character', 'BB8B'],
  ['a lower-case letter', 'bb8'],
  ['a character beyond ASCII', 'BBé'],
  ['65 536 in three characters', 'GGW'],
  ['the greatest three characters', ':::'],
  ['256 in two characters', 'V5'],
  ['the greatest two characters', '::'],
];

const base64: [number[], string][] = [
  [[], ''],
  [[0x66], 'Zg'],
  [[0x66, 0x6f], 'Zm8'],
  [[0x66, 0x6f, 0x6f], 'Zm9v'],
  [[3, 236, 255, 224, 193], 'A-z_4ME'], // RFC 7515, appendix C
];

const notUtf8: [string, number[]][] = [
  ['a lone continuation', [0x80]],
  ['a cut character', [0xe4, 0xba]],
  ['an overlong slash', [0xc0, 0xaf]],
  ['half a surrogate pair', [0xed, 0xa0, 0x80]],
  ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
];

const digits = (text: string) => Array.from(text, (character) => `0${character.charCodeAt(0) - 45}`.slice(-2)).join('');

export const encodingCases: Case[] = [
  ...eachOf(base45, ([text, written]): Case[] => [
    { name: `base45 writes "${text}"`, expected: written, actual: () => encodeBase45(encodeUtf8(text)) },
    { name: `base45 reads "${text}"`, expected: text, actual: () => decodeUtf8(decodeBase45(written)!) },
  ]),
  { name: 'base45 reads the greatest two bytes', expected: [255, 255], actual: () => list(decodeBase45('FGW')) },
  { name: 'base45 reads the greatest single byte', expected: [255], actual: () => list(decodeBase45('U5')) },
  {
    name: 'base45 gives back what it was given',
    expected: list(every),
    actual: () => list(decodeBase45(encodeBase45(every))),
  },
  ...notBase45.map(
    ([why, text]): Case => ({ name: `base45 refuses ${why}`, expected: undefined, actual: () => decodeBase45(text) }),
  ),
  ...eachOf(base64, ([values, written]): Case[] => [
    { name: `base64url writes ${written}`, expected: written, actual: () => encodeBase64Url(bytes(...values)) },
    { name: `base64url reads ${written}`, expected: values, actual: () => list(decodeBase64Url(written)) },
  ]),
  {
    name: 'base64url gives back what it was given',
    expected: list(every),
    actual: () => list(decodeBase64Url(encodeBase64Url(every))),
  },
  ...['A', 'Zg==', 'Zm+v', 'Zm/v', 'Z g', 'Zh', 'Zm9', 'é'].map(
    (text): Case => ({
      name: `base64url refuses ${text}`,
      expected: undefined,
      actual: () => decodeBase64Url(text),
    }),
  ),
  ...['100%', '阴性', '𠮷野家', 'Müller', '\u0000%25'].map(
    (text): Case => ({
      name: `UTF-8 there and back: ${text}`,
      expected: text,
      actual: () => decodeUtf8(encodeUtf8(text)),
    }),
  ),
  {
    name: 'UTF-8 as it is written',
    expected: [0x41, 0xc3, 0xbc, 0xe4, 0xba, 0x92, 0xf0, 0xa0, 0xae, 0xb7, 0xef, 0xbf, 0xbd],
    actual: () => list(encodeUtf8('Aü互𠮷\ud800')),
  },
  ...notUtf8.map(
    ([why, values]): Case => ({
      name: `UTF-8 refuses ${why}`,
      expected: undefined,
      actual: () => decodeUtf8(bytes(...values)),
    }),
  ),
  {
    name: 'pairs of digits are characters, as the framework writes the beginning of every card',
    expected: { kind: 'whole', text: 'eyJ6aXAi' },
    actual: () => joinNumericCodes('shc:/5676290952432060'),
  },
  {
    name: 'codes of one card in any order, one of them twice',
    expected: { kind: 'whole', text: 'one.two.three' },
    actual: () =>
      joinNumericCodes(
        ` shc:/3/3/${digits('three')}\nSHC:/1/3/${digits('one.')}  shc:/2/3/${digits('two.')}\r\nshc:/3/3/${digits('three')}`,
      ),
  },
  {
    name: 'says which codes are missing',
    expected: { kind: 'incomplete', missing: [1, 3] },
    actual: () => joinNumericCodes(`shc:/2/3/${digits('two')}`),
  },
  ...[
    ['an odd digit', 'shc:/567'],
    ['a letter', 'shc:/56a6'],
    ['nothing', 'shc:/'],
    ['a code beyond the last', 'shc:/3/2/5676'],
    ['the code before the first', 'shc:/0/2/5676'],
    ['more codes than anybody scans', 'shc:/1/13/5676'],
    ['codes of two cards', `shc:/1/2/5676 shc:/2/3/5676`],
    ['two that both say they are the first', `shc:/1/2/5676 shc:/1/2/5677 shc:/2/2/5676`],
    ['another code between', `shc:/1/2/5676 HC1:ABC shc:/2/2/5676`],
  ].map(
    ([why, text]): Case => ({
      name: `no card: ${why}`,
      expected: { kind: 'unreadable' },
      actual: () => joinNumericCodes(text!),
    }),
  ),
];
