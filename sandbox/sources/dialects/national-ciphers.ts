/** SM2 and SM4 as the two sources with envelopes use them: SM4 by Node's own OpenSSL, SM2 by sm-crypto-v2. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';

/** The default user id of GB/T 35276, part of what SM2 signs. */
const USER_ID = '1234567812345678';
/** Parts of a ciphertext in the order of GM/T 0003.4-2012. */
const C1C3C2 = 1;

export function sm4Encrypt(text: string, key: Uint8Array, iv?: Uint8Array): Buffer {
  const cipher = createCipheriv(iv ? 'sm4-cbc' : 'sm4-ecb', key, iv ?? null);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
}

/** `undefined` where key or padding do not fit. */
export function sm4Decrypt(data: Uint8Array, key: Uint8Array, iv?: Uint8Array): string | undefined {
  try {
    const decipher = createDecipheriv(iv ? 'sm4-cbc' : 'sm4-ecb', key, iv ?? null);
    return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The public key of a private one: `04…`, hex. */
export const publicKeyOf = (privateKey: string): string => sm2.getPublicKeyFromPrivateKey(privateKey);

/** SM2 with SM3 over UTF-8, base64 of r ‖ s. */
export function sm2Sign(text: string, privateKey: string): string {
  const options = { hash: true, userId: USER_ID, publicKey: publicKeyOf(privateKey) };
  return Buffer.from(sm2.doSignature(text, privateKey, options), 'hex').toString('base64');
}

export function sm2Verifies(text: string, signature: string | undefined, publicKey: string): boolean {
  const raw = Buffer.from(signature ?? '', 'base64');
  if (raw.length !== 64) return false;
  return sm2.doVerifySignature(text, raw.toString('hex'), publicKey, { hash: true, userId: USER_ID });
}

/** The plain text of a ciphertext in hex without its leading 04; `undefined` where it is none. */
export function sm2Decrypt(hex: string | undefined, privateKey: string): string | undefined {
  try {
    return sm2.doDecrypt(hex ?? '', privateKey, C1C3C2, { output: 'string' }) || undefined;
  } catch {
    return undefined;
  }
}
