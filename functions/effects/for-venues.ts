/** Effects of venues: who is staff where, invitations, posters and the key that signs them. */
import { createActs } from './acts.ts';
import { createAttempts } from './attempts.ts';
import { createInvitations } from './invitations.ts';
import { createPepper } from './peppers.ts';
import { createPosters } from './posters.ts';
import { createRememberedRevokedKeys } from './revoked-keys.ts';
import { createSessions } from './sessions.ts';
import { setting } from './setting.ts';
import { createSigner } from './signer.ts';
import { createSurroundings } from './surroundings.ts';
import { createTables } from './tables.ts';
import { createVenues } from './venues.ts';
import type { World } from './world.ts';

export async function createVenueEffects(world: World) {
  const tables = createTables(world);
  return {
    ...(await createSurroundings(world)),
    sessions: createSessions(world),
    attempts: createAttempts(world, tables, createPepper(world, 'account-pepper')),
    venues: createVenues(world, tables),
    acts: createActs(world, tables),
    invitations: createInvitations(world, tables),
    posters: createPosters(world, tables),
    signer: createSigner(world, createRememberedRevokedKeys(world, tables)),
    h5Origin: setting(world, 'H5_ORIGIN'),
  };
}

export type VenueEffects = Awaited<ReturnType<typeof createVenueEffects>>;
