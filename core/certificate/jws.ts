/** JWS (RFC 7515) in its compact form, read and not yet believed. */
import { decodeBase64Url } from './base64url.ts';
import { readJsonObject } from './json-object.ts';
import { encodeUtf8 } from './utf8.ts';

export interface Jws {
  header: Record<string, unknown>;
  payload: Uint8Array;
  /** Header and payload as they were signed. */
  signed: Uint8Array;
  signature: Uint8Array;
}

/** `undefined`: not one, or a header that we would have to understand (`crit`). */
export function readJws(text: string): Jws | undefined {
  const parts = text.split('.');
  if (parts.length !== 3) return undefined;
  const [head, payload, signature] = parts.map(decodeBase64Url);
  const header = head && readJsonObject(head);
  if (!header || !payload || !signature || 'crit' in header) return undefined;
  return { header, payload, signed: encodeUtf8(`${parts[0]}.${parts[1]}`), signature };
}
