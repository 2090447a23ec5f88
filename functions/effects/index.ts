/** All effects of one environment, for the sandbox and for tests; a deployed door builds only its own (for-….ts). */
import { createAccounts } from './accounts.ts';
import { createActs } from './acts.ts';
import { createAnswered } from './answered.ts';
import { createCodes } from './codes.ts';
import { createDeskSessions } from './desk-sessions.ts';
import { createDesks } from './desks.ts';
import type { Effects } from './effects.ts';
import { createAskingEffects } from './for-asking.ts';
import { createBindingEffects } from './for-binding.ts';
import { createPaperEffects } from './for-papers.ts';
import { createPublishingEffects } from './for-publishing.ts';
import { createReceivingEffects } from './for-receiving.ts';
import { createTrustEffects } from './for-trust.ts';
import { createInvitations } from './invitations.ts';
import { createLinks } from './links.ts';
import { createLookUps } from './look-ups.ts';
import { createLooks } from './looks.ts';
import { createPepper } from './peppers.ts';
import { createPosters } from './posters.ts';
import { createPrintFont } from './print-font.ts';
import { createReceipts } from './receipts.ts';
import { createSealing } from './sealing.ts';
import { setting } from './setting.ts';
import { createShareNonces } from './share-nonces.ts';
import { createTables } from './tables.ts';
import { createTrust } from './trust.ts';
import { createVenues } from './venues.ts';
import type { World } from './world.ts';

export { loadConfiguration } from './configuration.ts';
export type { Effects } from './effects.ts';

/** Two instances share no state, as two environments do not. */
export async function createEffects(world: World): Promise<Effects> {
  const [binding, asking, publishing, receiving, papers, trusting] = await Promise.all([
    createBindingEffects(world),
    createAskingEffects(world),
    createPublishingEffects(world),
    createReceivingEffects(world),
    createPaperEffects(world),
    createTrustEffects(world),
  ]);
  const tables = createTables(world);
  const sealing = createSealing(world, tables);
  const accounts = createAccounts(world, tables, binding.ledger, sealing, createPepper(world, 'account-pepper'));
  return {
    ...publishing,
    ...trusting,
    ...papers,
    ...receiving,
    ...asking,
    ...binding,
    accounts,
    codes: createCodes(world, tables),
    links: createLinks(world, tables, sealing),
    printFont: createPrintFont(),
    looks: createLooks(world, tables, sealing, createPepper(world, 'account-pepper')),
    lookUps: createLookUps(world, tables),
    shareNonces: createShareNonces(world, tables),
    trust: createTrust(world, tables),
    venues: createVenues(world, tables),
    acts: createActs(world, tables),
    invitations: createInvitations(world, tables),
    posters: createPosters(world, tables),
    desks: createDesks(world, tables),
    deskSessions: createDeskSessions(world),
    answered: createAnswered(world, tables),
    receipts: createReceipts(world, tables, createPepper(world, 'account-pepper')),
    h5Origin: setting(world, 'H5_ORIGIN'),
  };
}
