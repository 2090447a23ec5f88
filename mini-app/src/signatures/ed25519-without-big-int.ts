/** Ed25519 by tweetnacl, for engines without BigInt, as some of Alipay's are. */
import nacl from 'tweetnacl';
import { isStrictEd25519 } from '../../../core/share-code/strict-ed25519.ts';
import type { Ed25519 } from './ed25519.ts';

export const ed25519: Ed25519 = {
  verify: (publicKey, message, signature) =>
    isStrictEd25519(publicKey, signature) && nacl.sign.detached.verify(message, signature, publicKey),
  publicKeyOf: (seed) => nacl.sign.keyPair.fromSeed(seed).publicKey,
  sign: (seed, message) => nacl.sign.detached(message, nacl.sign.keyPair.fromSeed(seed).secretKey),
  sha512: (bytes) => nacl.hash(bytes),
};
