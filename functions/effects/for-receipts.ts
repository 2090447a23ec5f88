/** Effects of receipts: that somebody is bound, which venue it was, the key that signs a receipt, and counters without anybody in them. */
import { createAttempts } from './attempts.ts';
import { createCitizens } from './citizens.ts';
import { createLedger } from './ledger.ts';
import { createPepper } from './peppers.ts';
import { createReceipts } from './receipts.ts';
import { createRememberedRevokedKeys } from './revoked-keys.ts';
import { createSessions } from './sessions.ts';
import { setting } from './setting.ts';
import { createSigner } from './signer.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { createVenues } from './venues.ts';
import type { World } from './world.ts';

export async function createReceiptEffects(world: World) {
  const tables = createTables(world);
  const pepper = createPepper(world, 'account-pepper');
  return {
    ...(await createSurroundings(world)),
    sessions: createSessions(world),
    attempts: createAttempts(world, tables, pepper),
    citizens: createCitizens(world, tables),
    ledger: createLedger(world, tables),
    venues: createVenues(world, tables),
    receipts: createReceipts(world, tables, pepper),
    signer: createSigner(world, createRememberedRevokedKeys(world, tables)),
    h5Origin: setting(world, 'H5_ORIGIN'),
  };
}

export type ReceiptEffects = Awaited<ReturnType<typeof createReceiptEffects>>;
