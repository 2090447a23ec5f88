/** Certificates on paper, and what they are built of: Base45, COSE_Sign1, CWT. Apart from core's index, because it brings cborg along. */
export * from './base45.ts';
export * from './base64url.ts';
export * from './cbor.ts';
export * from './certificate.ts';
export * from './cose-sign1.ts';
export * from './cwt-claims.ts';
export * from './holder.ts';
export * from './issuer.ts';
export * from './read-certificate.ts';
