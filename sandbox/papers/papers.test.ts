/** The invented papers are what the specifications say: our reader takes the sound ones, names what ails the others, and a scanner reads their pictures. */
import { deflateRawSync, deflateSync, inflateSync } from 'node:zlib';
import { decode } from 'fast-png';
import { compactVerify, importJWK } from 'jose';
import decodeQR from 'qr/decode.js';
import { describe, expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../core/certificate/base45.ts';
import { readCertificate } from '../../core/certificate/index.ts';
import { parseInstant } from '../../core/index.ts';
import { issuerOf } from '../../functions/effects/configuration.ts';
import { certificateMeans } from '../../functions/paper/certificate-means.ts';
import { testConfiguration } from '../../functions/testing/configuration.ts';
import { type EuPaper, euCertificate } from './eu-certificate.ts';
import { inventedIssuers, privateKeyOf, WITHDRAWN } from './invented-issuers.ts';
import { qrPng } from './qr-picture.ts';
import { type CardPaper, smartHealthCard } from './smart-health-card.ts';

const NOW = parseInstant('2022-08-01T07:45:00+08:00')!;
const means = certificateMeans({ ...testConfiguration(), issuers: inventedIssuers.map(issuerOf) });
const read = (text: string) => readCertificate(text, means, NOW);
const word = (text: string) => {
  const reading = read(text);
  return reading.kind === 'refused' ? reading.reason : reading.certificate.results[0]!.outcome;
};

const EU: EuPaper = {
  family: 'Weber',
  given: 'Lukas',
  birthDate: '1988-02-28',
  sampledAt: '2022-07-31T09:10:00+02:00',
  issuedAt: '2022-07-31T20:00:00+02:00',
};
const eu = (more: Partial<EuPaper> = {}) => euCertificate({ ...EU, ...more });
const CARD: CardPaper = {
  family: 'Weber',
  given: ['Lukas'],
  birthDate: '1988-02-28',
  sampledAt: '2022-07-31T09:10:00+02:00',
  reportedAt: '2022-07-31T20:00:00+02:00',
};
const card = (more: Partial<CardPaper> = {}) => smartHealthCard({ ...CARD, ...more }).join('\n');
/** Another character of its alphabet in the middle. */
const spoilt = (text: string, at = text.length >> 1) =>
  text.slice(0, at) + (text[at] === '1' ? '2' : '1') + text.slice(at + 1);

describe('EU certificates', () => {
  test.each<[string, string, () => string]>([
    ['ES256', 'negative', () => eu()],
    ['PS256', 'negative', () => eu({ key: 'union-pss' })],
    ['a positive', 'positive', () => eu({ outcome: 'positive' })],
    [
      'signed before its key was retired',
      'negative',
      () => eu({ key: 'union-retired', issuedAt: '2022-06-30T23:59:59+08:00', expiresAt: '2022-09-01T00:00:00+08:00' }),
    ],
    ['signed after its key was retired', 'forged', () => eu({ key: 'union-retired' })],
    ['signed with a key that was lost', 'revoked', () => eu({ key: 'union-lost' })],
    ['withdrawn', 'revoked', () => eu({ identifier: WITHDRAWN })],
    ['signed by a stranger', 'issuer-unknown', () => eu({ key: 'stranger' })],
    ['of another country than its key', 'forged', () => eu({ country: 'XB' })],
    ['expired', 'expired', () => eu({ expiresAt: '2022-08-01T00:00:00+08:00' })],
    ['of tomorrow', 'not-yet-valid', () => eu({ issuedAt: '2022-08-02T00:00:00+08:00' })],
    ['of a vaccination', 'wrong-kind', () => eu({ of: 'vaccination' })],
    ['of a recovery', 'wrong-kind', () => eu({ of: 'recovery' })],
    ['of an antigen test', 'not-a-nucleic-acid-test', () => eu({ of: 'antigen' })],
  ])('%s: %s', (_, expected, make) => {
    expect(word(make())).toBe(expected);
  });

  test('one bit changed anywhere is never read as anything', () => {
    const bytes = inflateSync(decodeBase45(eu().slice(4))!);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Uint8Array.from(bytes);
      changed[at]! ^= 1;
      expect(read(`HC1:${encodeBase45(deflateSync(changed))}`).kind, `byte ${at}`).toBe('refused');
    }
  });

  test('a small code that inflates to megabytes is given up at once', () => {
    const bomb = deflateSync(Buffer.alloc(4 * 1024 * 1024));
    const startedAt = performance.now();
    expect(word(`HC1:${encodeBase45(bomb)}`)).toBe('unreadable');
    expect(performance.now() - startedAt).toBeLessThan(50);
  });
});

describe('pictures', () => {
  test.each([
    ['an EU certificate', () => eu({ key: 'union-pss' })],
    ['one of three codes of a card', () => smartHealthCard({ ...CARD, codes: 3 })[1]!],
    ['a whole card', () => card()],
  ])('a scanner reads what the picture shows: %s', (_, make) => {
    const text = make();
    const { width, height, data: grey } = decode(qrPng(text));
    const data = new Uint8ClampedArray(width * height * 4);
    for (let at = 0; at < width * height; at += 1) data.fill(grey[at]!, at * 4, at * 4 + 3);
    expect(decodeQR({ width, height, data })).toBe(text);
  });

  test('a PNG is one, and as large as its code', () => {
    const png = qrPng('HC1:ABC', 2);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // Version 1 has 21 modules, with four of white on each side.
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([58, 58]);
  });
});

describe('health cards', () => {
  test.each<[string, string, () => string]>([
    ['in one code', 'negative', () => card()],
    ['in three codes', 'negative', () => card({ codes: 3 })],
    ['a positive', 'positive', () => card({ outcome: 'positive' })],
    ['signed by a stranger', 'issuer-unknown', () => card({ key: 'stranger' })],
    ['that names another issuer', 'issuer-unknown', () => card({ issuer: 'https://other.example' })],
    ['expired', 'expired', () => card({ expiresAt: '2022-08-01T00:00:00+08:00' })],
    ['of tomorrow', 'not-yet-valid', () => card({ issuedAt: '2022-08-02T00:00:00+08:00' })],
    ['of a vaccination', 'wrong-kind', () => card({ of: 'vaccination' })],
    ['of an antigen test', 'not-a-nucleic-acid-test', () => card({ of: 'antigen' })],
  ])('%s: %s', (_, expected, make) => {
    expect(word(make())).toBe(expected);
  });

  const jwsOf = (text: string) => text.slice(5).replace(/\d\d/g, (pair) => String.fromCharCode(Number(pair) + 45));
  const numeric = (jws: string) =>
    `shc:/${[...jws].map((each) => String(each.charCodeAt(0) - 45).padStart(2, '0')).join('')}`;

  test('another implementation of JWS finds the signature good', async () => {
    const { d: _private, ...key } = privateKeyOf('cards') as Record<string, string>;
    const { protectedHeader } = await compactVerify(jwsOf(card()), await importJWK(key, 'ES256'));
    expect(protectedHeader).toMatchObject({ alg: 'ES256', zip: 'DEF' });
  });

  test('whatever is changed in it, it is never read as anything', () => {
    const jws = jwsOf(card());
    for (let at = 0; at < jws.length; at += 5) expect(read(numeric(spoilt(jws, at))).kind, `at ${at}`).toBe('refused');
  });

  test('one that inflates beyond all measure is unreadable', () => {
    const [header, , signature] = jwsOf(card()).split('.');
    const bomb = deflateRawSync(Buffer.alloc(2 * 1024 * 1024)).toString('base64url');
    expect(word(numeric(`${header}.${bomb}.${signature}`))).toBe('unreadable');
  });
});
