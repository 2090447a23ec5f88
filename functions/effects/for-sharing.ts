/** Effects of share-codes: what reading needs, the codes and looks, and the key that signs codes. */
import { createAttempts } from './attempts.ts';
import { createCitizens } from './citizens.ts';
import { createCodes } from './codes.ts';
import { createControl } from './control.ts';
import { createLedger } from './ledger.ts';
import { createLooks } from './looks.ts';
import { createPaperLines } from './paper-lines.ts';
import { createPepper } from './peppers.ts';
import { createRevocations } from './revocations.ts';
import { createRememberedRevokedKeys } from './revoked-keys.ts';
import { createSealing } from './sealing.ts';
import { createSessions } from './sessions.ts';
import { createShareNonces } from './share-nonces.ts';
import { createSigner } from './signer.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import type { World } from './world.ts';

export async function createSharingEffects(world: World) {
  const tables = createTables(world);
  return {
    ...(await createSurroundings(world)),
    sessions: createSessions(world),
    attempts: createAttempts(world, tables, createPepper(world, 'account-pepper')),
    ledger: createLedger(world, tables),
    citizens: createCitizens(world, tables),
    control: createControl(world, tables),
    paperLines: createPaperLines(world, tables),
    codes: createCodes(world, tables),
    looks: createLooks(world, tables, createSealing(world, tables), createPepper(world, 'account-pepper')),
    shareNonces: createShareNonces(world, tables),
    revocations: createRevocations(world, tables),
    signer: createSigner(world, createRememberedRevokedKeys(world, tables)),
  };
}

export type SharingEffects = Awaited<ReturnType<typeof createSharingEffects>>;
