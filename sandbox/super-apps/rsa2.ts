/** RSA2 as Alipay uses it: SHA256withRSA over sorted raw `k=v`, base64 (facts §4.2). */
import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';

export interface KeyPair {
  /** PEM, PKCS#1, the form that Alipay's own tool gives out. */
  privateKey: string;
  /** PEM, SPKI. */
  publicKey: string;
}

export function createKeyPair(): KeyPair {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/** All parameters but `sign` and empty ones, sorted by name, as they are before URL encoding. */
export function textToSign(parameters: Record<string, string>): string {
  return Object.entries(parameters)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

export function sign(text: string, privateKey: string): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign(privateKey, 'base64');
}

export function isSigned(text: string, signature: string, publicKey: string): boolean {
  return createVerify('RSA-SHA256').update(text, 'utf8').verify(publicKey, signature, 'base64');
}
