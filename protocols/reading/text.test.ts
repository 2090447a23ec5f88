/** Bytes in the encoding agreed, and in another. */
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { readText } from './text.ts';

test('UTF-8 is read, with or without a byte order mark', () => {
  expect(readText(Buffer.from('{"jg":"阴性"}'))).toBe('{"jg":"阴性"}');
  expect(readText(Buffer.from('\ufeff{"jg":"阴性"}'))).toBe('{"jg":"阴性"}');
});

test('GBK and the rare characters of its superset are read', () => {
  expect(readText(iconv.encode('阴性 ·', 'gbk'), 'GBK')).toBe('阴性 ·');
  expect(readText(iconv.encode('𠮷', 'gb18030'), 'GBK')).toBe('𠮷');
});

test('GBK where UTF-8 was due, UTF-8 where GBK was due, and bytes of neither are unreadable', () => {
  expect(() => readText(iconv.encode('阴性', 'gbk'))).toThrow('unreadable');
  expect(() => readText(Buffer.from('张三'), 'GBK')) // whose bytes are GBK too, and read 寮犱笁
    .toThrow('unreadable');
  expect(() => readText(new Uint8Array([0xff, 0xff, 0x20]), 'GBK')).toThrow('unreadable');
});

test('plain ASCII is the same in both', () => {
  expect(readText(Buffer.from('<code>0</code>'), 'GBK')).toBe('<code>0</code>');
});
