/** DeviceKey: the phone's own key of one credential. It proves that the phone which shows a code is the one it was issued to. */
import { loadEd25519 } from './load-ed25519.ts';

export interface DeviceKey {
  /** 32 bytes, to be kept in this phone's store and nowhere else. */
  seed: Uint8Array;
  /** 32 bytes, for `POST /share-codes`. */
  publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/**
 * A key for a new credential, of SHA-512 over the server's 32 random bytes and what the phone's generator gives, where it
 * has one: neither of the two alone has to be good, and no server that keeps its bytes can reckon the key of a phone that has.
 */
export async function newDeviceKey(serverRandom: Uint8Array, platformRandom?: Uint8Array): Promise<DeviceKey> {
  const { sha512 } = await loadEd25519();
  const own = platformRandom ?? new Uint8Array(0);
  const both = new Uint8Array(serverRandom.length + own.length);
  both.set(serverRandom);
  both.set(own, serverRandom.length);
  return deviceKeyOf(sha512(both).slice(0, 32));
}

/** The key that was stored. */
export async function deviceKeyOf(seed: Uint8Array): Promise<DeviceKey> {
  const ed25519 = await loadEd25519();
  return { seed, publicKey: ed25519.publicKeyOf(seed), sign: (message) => ed25519.sign(seed, message) };
}
