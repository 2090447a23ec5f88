/** Digests and keyed digests in the spellings that gateways use. */
import { createHash, createHmac } from 'node:crypto';

export type Digest = 'md5' | 'sha1' | 'sha256' | 'hmac-sha256';
/** `HEX` is upper case. */
export type DigestEncoding = 'hex' | 'HEX' | 'base64';

/** Digests UTF-8 text; `key` is for `hmac-sha256` alone. */
export function digest(algorithm: Digest, text: string, encoding: DigestEncoding, key = ''): string {
  const hash = algorithm === 'hmac-sha256' ? createHmac('sha256', key) : createHash(algorithm);
  const bytes = hash.update(text, 'utf8').digest();
  if (encoding === 'base64') return bytes.toString('base64');
  return encoding === 'HEX' ? bytes.toString('hex').toUpperCase() : bytes.toString('hex');
}
