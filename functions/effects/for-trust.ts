/** Effects of sign-list: the trust items, what was revoked, the list key, and the bucket; nothing about anybody. */
import { createSigner } from '../signing/signer.ts';
import { createDocumentsBucket } from './documents-bucket.ts';
import type { Effects, Surroundings } from './effects.ts';
import { createRevocations } from './revocations.ts';
import { createRevokedKeys } from './revoked-keys.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { createTrustStore } from './trust-store.ts';
import type { World } from './world.ts';

export type TrustEffects = Surroundings & Pick<Effects, 'documents' | 'revocations' | 'signer' | 'trustStore'>;

export async function createTrustEffects(world: World): Promise<TrustEffects> {
  const tables = createTables(world);
  return {
    ...(await createSurroundings(world)),
    documents: createDocumentsBucket(world),
    revocations: createRevocations(world, tables),
    signer: createSigner(world, createRevokedKeys(tables)),
    trustStore: createTrustStore(tables),
  };
}
