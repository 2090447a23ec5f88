/** Fields in Base64 and hex of UTF-8 text. */
import { expect, test } from 'vitest';
import { decodeFields } from './decode.ts';

const FIELDS = { name: 'base64', result: 'hex' } as const;

test('every field so named is decoded, wherever it stands; all others stay as they are', () => {
  const document = {
    name: '5byg5LiJ',
    rows: [
      { result: 'e998b4e680a7', other: 'e998b4' },
      { result: 'E998B4E680A7', name: '' },
      { deeper: { name: ' 5byg\n5LiJ ' } },
    ],
  };
  expect(decodeFields(document, FIELDS)).toEqual({
    name: '张三',
    rows: [{ result: '阴性', other: 'e998b4' }, { result: '阴性', name: '' }, { deeper: { name: '张三' } }],
  });
});

test.each([[null], [undefined], ['text'], [7], [[]], [{ name: null, result: 7, rows: [] }]])(
  '%j has nothing to decode',
  (document) => expect(decodeFields(document, FIELDS)).toEqual(document),
);

test('a list of encoded texts is decoded text by text', () => {
  expect(decodeFields({ result: ['e998b4e680a7'] }, FIELDS)).toEqual({ result: ['阴性'] });
});

test('without fields the very document comes back', () => {
  const document = { name: 'x' };
  expect(decodeFields(document, undefined)).toBe(document);
});

test.each([
  ['clear text where Base64 was agreed', { name: '张三' }],
  ['Base64 cut short', { name: '5byg5Li' }],
  ['bytes that are no UTF-8', { name: '1MXI/Q==' }], // 张三 in GBK
  ['an odd digit', { result: 'e998b4e680a' }],
  ['no hex', { result: '阴性' }],
])('%s is unreadable', (_name, document) => expect(() => decodeFields(document, FIELDS)).toThrow('unreadable'));

test('a field with the name of a language’s own is a field like any other', () => {
  const document = JSON.parse('{"__proto__":{"name":"5byg5LiJ"},"constructor":"e998b4"}');
  expect(JSON.stringify(decodeFields(document, FIELDS))).toBe('{"__proto__":{"name":"张三"},"constructor":"e998b4"}');
});
