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
      if (mentionsSm2({ keysAndPolicies }, await roots)) await loadSm2();
      const read = readTrustList({ list, keysAndPolicies }, await roots, known, TRUST_MEANS);
      if (read.kind === 'read') known = read.list;
      until = world.clock.now() + BELIEVED_MS;
      return known;
    },
  };
}
