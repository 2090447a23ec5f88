/** Each mistake that somebody can make in config/issuers.json is found, and the list as it stands has none. */
import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { IssuerFile } from '../../functions/effects/configuration.ts';
import { inventedIssuers } from '../../sandbox/papers/index.ts';
import { compileSchemas } from './fit-schema.ts';
import { checkIssuers } from './issuers.ts';

const key = (jwk: object = {}) => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...publicKey.export({ format: 'jwk' }), ...jwk } as IssuerFile['keys'][number]['publicKey'];
};
const issuer = (more: Partial<IssuerFile> = {}, ofKey: object = {}): IssuerFile => ({
  id: 'netherlands',
  format: 'eu-dcc',
  zh: '荷兰',
  en: 'Netherlands',
  signsAs: 'NL',
  keys: [{ kid: 'AAECAwQFBgc', algorithm: 'ES256', publicKey: key(), ...ofKey }],
  ...more,
});
const found = (...issuers: IssuerFile[]) => [...checkIssuers(issuers)].map(({ field, remedy }) => `${field} ${remedy}`);
const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });

test('a sound list has no mistake', () => {
  const card = issuer({ id: 'card', format: 'smart-health-card', signsAs: 'https://cards.example/issuer' });
  expect(found(issuer(), card)).toEqual([]);
});

test.each<[string, IssuerFile[], RegExp]>([
  ['an id twice', [issuer(), issuer({ signsAs: 'BE' })], /^\/issuers\/1\/id .*another id/],
  ['a country in full', [issuer({ signsAs: 'Netherlands' })], /^\/issuers\/0\/signsAs write the two letters/],
  ['a slash at the end', [issuer({ format: 'smart-health-card', signsAs: 'https://a.example/' })], /without a slash/],
  ['plain HTTP', [issuer({ format: 'smart-health-card', signsAs: 'http://a.example' })], /https/],
  ['a key twice', [issuer({ keys: [...issuer().keys, ...issuer().keys] })], /^\/issuers\/0\/keys\/1\/kid/],
  ['the wrong algorithm', [issuer({}, { algorithm: 'PS256' })], /keys\/0\/algorithm PS256 signs with an RSA key/],
  ['a point on no curve', [issuer({}, { publicKey: key({ x: 'AAAA' }) })], /publicKey is no public key/],
  ['a short key', [issuer({}, { algorithm: 'PS256', publicKey: short })], /shorter than 2048/],
  ['no time', [issuer({}, { signsFrom: '2022-08-01' })], /signsFrom 2022-08-01 is no time/],
  [
    'an end before the beginning',
    [issuer({}, { signsFrom: '2022-08-01T00:00:00+08:00', signsUntil: '2022-08-01T00:00:00+08:00' })],
    /signsUntil ends before/,
  ],
])('%s', (_, issuers, mistake) => {
  expect(found(...issuers)).toEqual([expect.stringMatching(mistake)]);
});

test('no invented issuer of the sandbox gets in, under whatever name', () => {
  for (const invented of inventedIssuers) {
    const renamed = { ...invented, id: 'real', keys: invented.keys.map((each, at) => ({ ...each, kid: `k${at}` })) };
    expect(found(renamed)).toHaveLength(invented.keys.length);
    expect(found(renamed)[0]).toMatch(/invented issuer’s of the sandbox/);
  }
});

test('a private key does not fit the schema', async () => {
  const { issuers } = await compileSchemas(fileURLToPath(new URL('../../config', import.meta.url)));
  const json = { issuers: [issuer({}, { publicKey: key({ d: 'AAAA' }) })] };
  const [problem] = issuers({ file: 'issuers.json', name: 'issuers', json });
  expect(problem?.field).toBe('/issuers/0/keys/0/publicKey/d');
});
