/** Effects of sign-list: the trust items, what was revoked, the list key, and the bucket; nothing about anybody. */
import { createDocumentsBucket } from './documents-bucket.ts';
import { createRevocations } from './revocations.ts';
import { createRevokedKeys } from './revoked-keys.ts';
import { createSigner } from './signer.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { createTrustStore } from './trust-store.ts';
import type { World } from './world.ts';

export async function createTrustEffects(world: World) {
  const tables = createTables(world);
  return {
    ...(await createSurroundings(world)),
    documents: createDocumentsBucket(world),
    revocations: createRevocations(world, tables),
    signer: createSigner(world, createRevokedKeys(tables)),
    trustStore: createTrustStore(tables),
  };
}

export type TrustEffects = Awaited<ReturnType<typeof createTrustEffects>>;
