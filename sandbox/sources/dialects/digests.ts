/** Digests and texts that get signed, as sources compute them on their side. */
import { createHash, createHmac } from 'node:crypto';

export type DigestName = 'md5' | 'sha1' | 'sha256' | 'sm3';

export const hex = (name: DigestName, text: string): string => createHash(name).update(text).digest('hex');
export const upperHex = (name: DigestName, text: string): string => hex(name, text).toUpperCase();

/** HMAC-SHA-256. */
export const mac = (key: string, text: string, encoding: 'hex' | 'base64'): string =>
  createHmac('sha256', key).update(text).digest(encoding);

/** All of them as `name=value` in the byte order of their names, joined by `&`; one name, the signature's, left out. */
export function sorted(values: Record<string, string>, without = ''): string {
  return Object.keys(values)
    .filter((name) => name !== without)
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map((name) => `${name}=${values[name]}`)
    .join('&');
}
