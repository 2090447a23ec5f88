/** SM4 (GB/T 32907) with PKCS#7 padding, by Node's own cipher. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { AskingFailed } from '../protocol.ts';
import { readText } from '../reading/text.ts';

/** A key of 16 bytes, and for CBC an iv of 16. */
export interface Sm4Key {
  key: Uint8Array;
  /** Absent: ECB. */
  iv?: Uint8Array;
}

/** UTF-8 text → ciphertext. */
export function encryptSm4(text: string, { key, iv }: Sm4Key): Buffer {
  const cipher = createCipheriv(iv ? 'sm4-cbc' : 'sm4-ecb', key, iv ?? null);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
}

/** Ciphertext in hex of either case → UTF-8 text; what was encrypted otherwise is `unreadable`. */
export function decryptSm4(hex: string, { key, iv }: Sm4Key): string {
  if (!/^([0-9A-Fa-f]{32})+$/.test(hex)) throw new AskingFailed('unreadable');
  const decipher = createDecipheriv(iv ? 'sm4-cbc' : 'sm4-ecb', key, iv ?? null);
  try {
    return readText(Buffer.concat([decipher.update(hex, 'hex'), decipher.final()]));
  } catch {
    throw new AskingFailed('unreadable');
  }
}
