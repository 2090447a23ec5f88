/** New key: what a phone's new key signs, so that a code is only ever made for a key that somebody holds. */
import { writeCbor } from '../certificate/cbor.ts';

/** `nonce`: the bytes of `x-share-nonce`, which stand for the citizen, the account and the moment. */
export function newKeyBytes(nonce: Uint8Array, deviceKey: Uint8Array): Uint8Array {
  return writeCbor(['huren device', nonce, deviceKey]);
}
