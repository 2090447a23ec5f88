/**
 * Invented issuers of signed papers. Their private keys lie beside this file for everybody to read, so that papers can be
 * made; `npm run check` refuses them in config/.
 */
import { createHash, type JsonWebKey } from 'node:crypto';
import type { IssuerKey } from '../../core/certificate/index.ts';
import type { IssuerFile } from '../../functions/effects/configuration.ts';
import keys from './keys.json' with { type: 'json' };

export type KeyName = keyof typeof keys;

/** What an invented issuer signs as. */
export const UNION = 'XA';
export const CARDS = 'https://cards.example/issuer';
/** The certificate that its issuer has withdrawn. */
export const WITHDRAWN = 'URN:UVCI:01:XA:WITHDRAWN#8';

export const privateKeyOf = (name: KeyName): JsonWebKey => keys[name];

function publicKeyOf(name: KeyName): IssuerKey['publicKey'] {
  const { kty, crv, x, y, n, e } = keys[name] as Record<string, string>;
  return (kty === 'EC' ? { kty, crv, x, y } : { kty, n, e }) as IssuerKey['publicKey'];
}

/** EU: eight bytes that stand for the signer's certificate. */
export function euKeyId(name: KeyName): Uint8Array {
  return createHash('sha256')
    .update(JSON.stringify(publicKeyOf(name)))
    .digest()
    .subarray(0, 8);
}

/** SMART: the key's thumbprint (RFC 7638), which is SHA-256 over its members in the order of the alphabet. */
export function cardKeyId(name: KeyName): string {
  const { crv, kty, x, y } = keys[name] as Record<string, string>;
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

const euKey = (name: KeyName, more: Partial<IssuerFile['keys'][number]> = {}): IssuerFile['keys'][number] => ({
  kid: Buffer.from(euKeyId(name)).toString('base64url'),
  algorithm: publicKeyOf(name).kty === 'EC' ? 'ES256' : 'PS256',
  publicKey: publicKeyOf(name),
  ...more,
});

export const inventedIssuers: IssuerFile[] = [
  {
    id: 'sandbox-union',
    format: 'eu-dcc',
    zh: '沙盒联盟卫生署',
    en: 'Health Agency of the Sandbox Union',
    signsAs: UNION,
    keys: [
      euKey('union'),
      euKey('union-pss'),
      euKey('union-retired', { signsUntil: '2022-07-01T00:00:00+08:00' }),
      euKey('union-lost', { revoked: true }),
    ],
    revoked: [createHash('sha256').update(WITHDRAWN).digest().subarray(0, 16).toString('base64url')],
  },
  {
    id: 'sandbox-cards',
    format: 'smart-health-card',
    zh: '沙盒健康卡中心',
    en: 'Card Centre of the Sandbox',
    signsAs: CARDS,
    keys: [{ kid: cardKeyId('cards'), algorithm: 'ES256', publicKey: publicKeyOf('cards') }],
  },
];
