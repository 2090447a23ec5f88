/** Trust: who may sign and which policies hold, as doors that verify read it: checked from the roots on, as a phone would. */
import { hash } from 'node:crypto';
import type { SigningKey } from '../../core/share-code/signed-key.ts';
import { mentionsSm2, type TrustList, type TrustMeans } from '../../core/share-code/trust-list.ts';
import { loadSm2, verifySignature } from '../signing/verify-signature.ts';
import { readSignedKeys } from '../trust/keys-and-policies.ts';
import type { Configuration } from './configuration.ts';
import { rootKeysOf } from './root-keys.ts';
import type { Tables } from './tables.ts';
import { createTrustStore } from './trust-store.ts';
import type { World } from './world.ts';

export interface TrustReader {
  /**
   * Keys and policies at most a minute old, as if a list had been signed now. No code is revoked in it: whoever is online asks
   * about each, and need not read a list that grows with all of them. `undefined`: none that the roots stand behind.
   */
  read(): Promise<TrustList | undefined>;
}

/** What verifying needs besides a list. */
export const TRUST_MEANS: TrustMeans = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  verify: verifySignature,
};

/** The same, with SM2's library loaded where a list asks for it. */
export async function trustMeansFor(published: object, roots: readonly SigningKey[]): Promise<TrustMeans> {
  if (mentionsSm2(published, roots)) await loadSm2();
  return TRUST_MEANS;
}

const BELIEVED_MS = 60_000;

export function createTrust(
  world: Pick<World, 'clock'> & { configuration(): Promise<Pick<Configuration, 'roots'>> },
  tables: Tables,
): TrustReader {
  const store = createTrustStore(tables);
  let known: Omit<TrustList, 'signedAt'> | undefined;
  let until = 0;
  let roots: Promise<SigningKey[]> | undefined;

  async function readNewest(): Promise<typeof known> {
    roots ??= world.configuration().then((configuration) => rootKeysOf(configuration.roots));
    const [item, { seq = 0, revokedKeys = new Set() }] = await Promise.all([store.readKeys(), store.readList()]);
    const means = await trustMeansFor({ keysAndPolicies: item?.signed }, await roots);
    const read = item && readSignedKeys(item.signed, await roots, means);
    if (!read) return undefined;
    const { edition, policies, words } = read;
    const keys = read.keys.map((key): SigningKey => (revokedKeys.has(key.kid) ? { ...key, revoked: true } : key));
    return { seq, edition, keys, policies, words, revoked: new Set() };
  }

  return {
    async read() {
      const now = world.clock.now();
      if (until <= now) {
        known = await readNewest();
        until = now + BELIEVED_MS;
      }
      return known && { ...known, signedAt: now };
    },
  };
}
