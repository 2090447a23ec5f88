/** Wiring of these pages: what is signed is checked on this phone, with no network; and at which venues one is staff, who open what was shared. */
import { readReceipt, readVenueCode } from '../../../core/share-code/index.ts';
import { publicConfig } from '../public-config.ts';
import { createStaffServer } from '../staff/staff-server.ts';
import { clock, server, trustKeeper } from '../wiring.ts';
import { createLinkServer } from './link-server.ts';

/** Before any list came nothing is judged by it, and nothing is verified. */
const NO_MEANS = { sha256: () => new Uint8Array(32), verify: () => false };

export function checkVenueCode(text: string) {
  const { list, means } = trustKeeper.get();
  return readVenueCode(text, means && list, clock.time(), means ?? NO_MEANS);
}

export function checkReceipt(text: string) {
  const { list, means } = trustKeeper.get();
  return readReceipt(text, means && list, clock.time(), means ?? NO_MEANS);
}

export const staffServer = createStaffServer(publicConfig.apiAddress, server.session);
export const linkServer = createLinkServer(publicConfig.apiAddress, server.session);
