/** Trust: the trust list as doors that verify read it, checked from the roots on, as a phone would. */
import { createHash } from 'node:crypto';
import type { SigningKey } from '../../core/share-code/signed-key.ts';
import { mentionsSm2, readTrustList, type TrustList, type TrustMeans } from '../../core/share-code/trust-list.ts';
import { loadSm2, verifySignature } from '../signing/verify-signature.ts';
import type { Configuration } from './configuration.ts';
import { rootKeysOf } from './root-keys.ts';
import type { Tables } from './tables.ts';
import { createTrustStore } from './trust-store.ts';
import type { World } from './world.ts';

export interface TrustReader {
  /** At most a minute old where it can be read. `undefined`: there is none that the roots stand behind. */
  read(): Promise<TrustList | undefined>;
}

/** What verifying needs besides a list. */
export const TRUST_MEANS: TrustMeans = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
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
  let known: TrustList | undefined;
  let until = 0;
  let roots: Promise<SigningKey[]> | undefined;
  return {
    async read() {
      if (until > world.clock.now()) return known;
      roots ??= world.configuration().then((configuration) => rootKeysOf(configuration.roots));
      const { list, keysAndPolicies } = await store.readList();
      const published = { list, keysAndPolicies };
      const means = await trustMeansFor(published, await roots);
      const read = readTrustList(published, await roots, known, means);
      if (read.kind === 'read') known = read.list;
      until = world.clock.now() + BELIEVED_MS;
      return known;
    },
  };
}
