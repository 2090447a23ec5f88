/** SM2 (GB/T 32918) signatures and encryption, in the raw forms that gateways exchange. Loaded only by those that speak it. */
import { sm2 } from 'sm-crypto-v2';
import { AskingFailed } from '../protocol.ts';

/** Keys are hex: a private one of 64 digits, a public one `04` and 128 digits. */
export type KeyHex = string;

/** Order of the parts of a ciphertext: that of GB/T 32918.4-2016, and the older one. */
export type Order = 'C1C3C2' | 'C1C2C3';

/** With SM3 and the usual user id 1234567812345678; 64 bytes, r then s. A key that is none is `refused`. */
export function signSm2(text: string, privateKey: KeyHex): Buffer {
  return Buffer.from(
    withKey(() => sm2.doSignature(text, privateKey, { hash: true })),
    'hex',
  );
}

/** Anything but 64 bytes that hold is `false`. */
export function verifySm2(text: string, signature: Uint8Array, publicKey: KeyHex): boolean {
  if (signature.length !== 64) return false;
  try {
    return sm2.doVerifySignature(text, Buffer.from(signature).toString('hex'), publicKey, { hash: true });
  } catch {
    return false; // r or s out of range, or a key that is no point of the curve
  }
}

/** Hex without the leading `04` of C1. A key that is none is `refused`. */
export function encryptSm2(text: string, publicKey: KeyHex, order: Order): string {
  return withKey(() => sm2.doEncrypt(text, publicKey, order === 'C1C3C2' ? 1 : 0));
}

function withKey<T>(work: () => T): T {
  try {
    return work();
  } catch {
    throw new AskingFailed('refused');
  }
}
