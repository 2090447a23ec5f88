/** Ed25519 as each path offers it: checking others' signatures, and a device's own. */
export interface Ed25519 {
  /** After isStrictEd25519, and by the equation that is not multiplied by the cofactor: so all paths answer alike. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** `seed`: RFC 8032's private key, 32 bytes. */
  publicKeyOf(seed: Uint8Array): Uint8Array;
  sign(seed: Uint8Array, message: Uint8Array): Uint8Array;
  sha512(bytes: Uint8Array): Uint8Array;
}
