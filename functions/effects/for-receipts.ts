/** Effects of receipts: that somebody is bound, which venue it was, the key that signs a receipt, and counters without anybody in them. */
import { createSigner } from '../signing/signer.ts';
import { createAttempts } from './attempts.ts';
import { createCitizens } from './citizens.ts';
import type { Effects, Surroundings } from './effects.ts';
import { createLedger } from './ledger.ts';
import { createPepper } from './peppers.ts';
import { createReceipts } from './receipts.ts';
import { createRememberedRevokedKeys } from './revoked-keys.ts';
import { createSessions } from './sessions.ts';
import { setting } from './setting.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { createVenues } from './venues.ts';
import type { World } from './world.ts';

export type ReceiptEffects = Surroundings &
  Pick<Effects, 'sessions' | 'attempts' | 'citizens' | 'ledger' | 'venues' | 'receipts' | 'signer' | 'h5Origin'>;

export async function createReceiptEffects(world: World): Promise<ReceiptEffects> {
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
