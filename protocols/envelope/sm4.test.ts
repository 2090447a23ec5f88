/** SM4 by Node's cipher: the standard's own example, and agreement with an implementation in JavaScript. */
import { sm4 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { decryptSm4, encryptSm4 } from './sm4.ts';

const KEY = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
const IV = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');

test('the block of GB/T 32907, A.1: key and text alike', () => {
  // As text the block is no UTF-8, so the library says first that it gives the standard's cipher, and then we read what it wrote.
  const block = { padding: 'none', output: 'string' } as const;
  expect(sm4.encrypt(KEY, KEY, block)).toBe('681edf34d206965e86b3e94f536e4246');
});

/** By the library, in hex. */
const theirs = (text: string, key: Uint8Array, mode: object = {}) => String(sm4.encrypt(text, key, mode));

const TEXTS = ['', '张三', 'sixteen bytes in', 'a'.repeat(1000)];

test.each(TEXTS)('ECB of "%.20s" as the other writes and reads it', (text) => {
  expect(encryptSm4(text, { key: KEY }).toString('hex')).toBe(theirs(text, KEY));
  expect(decryptSm4(theirs(text, KEY).toUpperCase(), { key: KEY })).toBe(text);
});

test.each(TEXTS)('CBC of "%.20s" as the other writes and reads it', (text) => {
  const cipher = theirs(text, KEY, { mode: 'cbc', iv: IV });
  expect(encryptSm4(text, { key: KEY, iv: IV }).toString('hex')).toBe(cipher);
  expect(decryptSm4(cipher, { key: KEY, iv: IV })).toBe(text);
});

test.each([
  ['nothing', ''],
  ['half a block', '681edf34d206965e'],
  ['no hex', 'zz'.repeat(16)],
  ['another key', theirs('text', IV)],
])('what was not encrypted so is unreadable: %s', (_name, cipher) => {
  expect(() => decryptSm4(cipher, { key: KEY })).toThrow('unreadable');
});
