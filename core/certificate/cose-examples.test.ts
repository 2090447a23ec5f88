/** The COSE working group's own examples of COSE_Sign1 (cose-wg/Examples, sign1-tests): read by ours, checked by Node's ES256. */
import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCoseSign1, signedBytes } from './cose-sign1.ts';

/** The key "11" of all of them. */
const KEY = createPublicKey({
  format: 'jwk',
  key: {
    kty: 'EC',
    crv: 'P-256',
    x: 'usWxHK2PmfnHKwXPS54m0kTcGJ90UiglWiGahtagnv8',
    y: 'IBOL-C3BttVivg-lSreASjpkttcsz-1rb7btKLv8EX4',
  },
});
const CONTENT = '546869732069732074686520636f6e74656e742e';
const R = 'eae868ecc176883766c5dc5ba5b8dca25dab3c2e56a551ce5705b793914348e1';
const S = '9f43d6c6ba654472da301b645b293c9ba939295b97c4bdb847782bff384c5794';
const message = (head: string, s = S, content = CONTENT) => `${head}54${content}5840${R}${s}`;

/** `unread`: ours does not take it for a COSE_Sign1 at all. */
const examples: [string, string, string, 'good' | 'bad' | 'unread'][] = [
  // The algorithm stands only where nobody has signed it: sound COSE, which we refuse on purpose.
  [
    'sign-pass-01: algorithm unprotected',
    message('d28441a0a2012604423131', '1a02e5f0344bf2d4ee5c7fd75a68a9f5e0b3cc1f1fc1409c189566586ff9d610'),
    '',
    'unread',
  ],
  [
    'sign-pass-02: external',
    message('d28443a10126a104423131', '55388b10c4f1b59a6733eab416870a945111a4b2fbdbef33a77234b1deff2f9b'),
    '11aa22bb33cc44dd55006699',
    'good',
  ],
  ['sign-pass-03: no tag', message('8443a10126a104423131'), '', 'good'],
  ['sign-fail-01: another tag', message('d903e68443a10126a104423131'), '', 'unread'],
  ['sign-fail-02: content changed', message('d28443a10126a104423131', S, `${CONTENT.slice(0, -1)}f`), '', 'bad'],
  ['sign-fail-03: algorithm −999', message('d28445a1013903e6a104423131'), '', 'unread'],
  ['sign-fail-04: algorithm unknown', message('d2844aa10167756e6b6e6f776ea104423131'), '', 'unread'],
  ['sign-fail-06: protected attribute added', message('d28445a201260300a104423131'), '', 'bad'],
  [
    'sign-fail-07: protected attribute removed',
    message('d28443a10126a104423131', '72727f48461fabbba2e343492ddecac3983686250bc68e9f1a7a07d41225b59f'),
    '',
    'bad',
  ],
  [
    'sign-pass-02 without what is external',
    message('d28443a10126a104423131', '55388b10c4f1b59a6733eab416870a945111a4b2fbdbef33a77234b1deff2f9b'),
    '',
    'bad',
  ],
];

describe('examples of the COSE working group', () => {
  it.each(examples)('%s', (_title, hex, external, expected) => {
    const cose = readCoseSign1(Buffer.from(hex, 'hex'), 'well-formed');
    if (!cose) return expect('unread').toBe(expected);
    expect([cose.algorithm, Buffer.from(cose.kid!).toString()]).toEqual(['ES256', '11']);
    const signed = signedBytes(cose, Buffer.from(external, 'hex'));
    const good = verify('sha256', signed, { key: KEY, dsaEncoding: 'ieee-p1363' }, cose.signature);
    expect(good ? 'good' : 'bad').toBe(expected);
  });
});
