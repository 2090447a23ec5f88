/** Digests and keyed digests in the spellings that gateways use. */
import { createHash, createHmac } from 'node:crypto';

export type PlainDigest = 'md5' | 'sha1' | 'sha256' | 'sm3';
export type Digest = PlainDigest | 'hmac-sha256' | 'hmac-sm3';
/** `HEX` is upper case. */
export type DigestEncoding = 'hex' | 'HEX' | 'base64';

/** Digests UTF-8 text; `key` is for an hmac alone. SM3 is GB/T 32905. */
export function digest(algorithm: Digest, text: string, encoding: DigestEncoding, key = ''): string {
  const hash = algorithm.startsWith('hmac-') ? createHmac(algorithm.slice(5), key) : createHash(algorithm);
  const bytes = hash.update(text, 'utf8').digest();
  if (encoding === 'base64') return bytes.toString('base64');
  return encoding === 'HEX' ? bytes.toString('hex').toUpperCase() : bytes.toString('hex');
}
