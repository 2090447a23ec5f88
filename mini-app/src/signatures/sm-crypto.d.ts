/** sm-crypto has no types of its own: the one call of it that is used. */
declare module 'sm-crypto' {
  export const sm2: {
    doVerifySignature(message: Uint8Array, signature: string, publicKey: string, options: { hash: true }): boolean;
  };
}
