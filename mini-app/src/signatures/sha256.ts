/** SHA-256 for every engine: @noble/hashes cannot be loaded without BigInt, and neither super-app has WebCrypto. */
import { hash } from 'fast-sha256';

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash(bytes);
}
