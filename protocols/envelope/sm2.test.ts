/** SM2 against the examples printed in GB/T 32918.5, and against an implementation of our own that shares nothing with the library. */
import { describe, expect, test } from 'vitest';
import * as plain from '../testing/plain-sm2.ts';
import { encryptSm2, signSm2, verifySm2 } from './sm2.ts';

// GB/T 32918.5-2017, A.2 and C.2: one key pair for both.
const PRIVATE = '3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8';
const PUBLIC =
  '0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13';
const K = BigInt('0x59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21');
const SIGNATURE = Buffer.from(
  'F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA',
  'hex',
);
const CIPHER = {
  C1: '04EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73E858F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124DF0',
  C2: '21886CA989CA9C7D58087307CA93092D651EFA',
  C3: '59983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766',
};

describe('our own implementation agrees with the examples of the standard', () => {
  test('signature', () => {
    expect(plain.publicKeyOf(PRIVATE).toUpperCase()).toBe(PUBLIC);
    expect(plain.sign('message digest', PRIVATE, K)).toEqual(SIGNATURE);
    expect(plain.verify('message digest', SIGNATURE, PUBLIC)).toBe(true);
  });

  test('encryption', () => {
    const { C1, C2, C3 } = CIPHER;
    const lower = (...parts: string[]) => parts.join('').toLowerCase();
    expect(plain.decrypt(lower(C1, C3, C2), PRIVATE, 'C1C3C2')?.toString()).toBe('encryption standard');
    expect(plain.decrypt(lower(C1, C2, C3), PRIVATE, 'C1C2C3')?.toString()).toBe('encryption standard');
    expect(plain.decrypt(lower(C1, C3, C2), PRIVATE, 'C1C2C3')).toBeUndefined();
  });
});

describe('and with the library', () => {
  test.each(['message digest', '张三 &key=', ''])('over "%s"', (text) => {
    const signature = signSm2(text, PRIVATE);
    expect(signature).toHaveLength(64);
    expect(plain.verify(text, signature, PUBLIC)).toBe(true);
    expect(verifySm2(text, plain.sign(text, PRIVATE), PUBLIC)).toBe(true);
    expect(verifySm2(text, SIGNATURE, PUBLIC)).toBe(text === 'message digest');
  });

  test.each(['C1C3C2', 'C1C2C3'] as const)('in the order %s', (order) => {
    const cipher = encryptSm2('0123456789abcdef', PUBLIC, order);
    expect(cipher.slice(0, 2)).not.toBe('');
    expect(plain.decrypt(cipher, PRIVATE, order)?.toString()).toBe('0123456789abcdef');
    expect(encryptSm2('0123456789abcdef', PUBLIC, order)).not.toBe(cipher);
  });
});

test.each([
  ['one byte short', SIGNATURE.subarray(1)],
  ['one byte long', Buffer.concat([SIGNATURE, Buffer.alloc(1)])],
  ['nothing', Buffer.alloc(0)],
  ['zeros', Buffer.alloc(64)],
  ['beyond the order', Buffer.alloc(64, 0xff)],
  ['r and s exchanged', Buffer.concat([SIGNATURE.subarray(32), SIGNATURE.subarray(0, 32)])],
])('no signature: %s', (_name, signature) => expect(verifySm2('message digest', signature, PUBLIC)).toBe(false));

test('a key that is none is refused, or verifies nothing', () => {
  expect(() => signSm2('text', 'zz')).toThrow('refused');
  expect(() => encryptSm2('text', `04${'1'.repeat(128)}`, 'C1C3C2')).toThrow('refused');
  expect(verifySm2('message digest', SIGNATURE, `04${'1'.repeat(128)}`)).toBe(false);
});
