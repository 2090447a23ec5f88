/** The share code 共享码: what is signed, what is shown, whom to trust, and the verdict. Apart from core's index, because it brings cborg along. */
export * from './credential.ts';
export * from './hex.ts';
export * from './links.ts';
export * from './receipt.ts';
export * from './renewal.ts';
export * from './revocations.ts';
export * from './showing.ts';
export * from './signed-key.ts';
export * from './statement.ts';
export * from './strict-ed25519.ts';
export * from './strict-sm2.ts';
export * from './surviving.ts';
export * from './tally.ts';
export * from './trust-list.ts';
export * from './trusted-time.ts';
export * from './venue-code.ts';
export * from './verify.ts';
