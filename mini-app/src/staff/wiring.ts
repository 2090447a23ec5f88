/** Wiring of the staff's pages: where one works, today's counts, and the server's part for staff; made when the first is opened. */
import { instantOf, type JurisdictionCode, type Scene } from '../../../core/index.ts';
import { readTally, type Verification, verifyShowing } from '../../../core/share-code/index.ts';
import { publicConfig } from '../public-config.ts';
import { clock, platform, server, settings, trustKeeper } from '../wiring.ts';
import { createDeskLink } from './desk-link.ts';
// Without an extension: the build takes device.weapp.ts, device.alipay.ts or device.h5.ts.
import { device } from './device';
import { createStaffServer } from './staff-server.ts';
import { createPost } from './staff-venue.ts';
import { createTallyBook } from './tally-book.ts';

export const post = createPost(platform);
export const tallyBook = createTallyBook(platform, clock.now);
export const staffServer = createStaffServer(publicConfig.apiAddress, server.session);

export const deskLink = createDeskLink({
  server: staffServer,
  phone: platform,
  now: clock.now,
  onVenue: (venue) => post.change({ venue }),
});

export interface Place {
  jurisdiction: JurisdictionCode;
  scene: Scene;
}

/** Where checks are made: the venue's place and scene, or without one those chosen on this phone. */
export function placeNow(): Place {
  const { venue } = post.get();
  const { place, scene } = settings.get();
  return venue ? { jurisdiction: venue.jurisdiction.code, scene: venue.scene } : { jurisdiction: place, scene };
}

/** Before any list came nothing is judged by it, and nothing is verified. */
const NO_MEANS = { sha256: () => new Uint8Array(32), verify: () => false };

/** As of when it was shown, `agoMs` ago: nobody's code goes stale while staff look at its verdict. */
export function judge(text: string, agoMs: number): Verification {
  const { list, means } = trustKeeper.get();
  const time = clock.time();
  const then = time.kind === 'known' ? { ...time, now: instantOf(time.now - agoMs) } : time;
  return verifyShowing(text, placeNow(), means && list, then, means ?? NO_MEANS);
}

/** A tally as it was scanned or opened, checked with no network. */
export function checkTally(link: string) {
  const { list, means } = trustKeeper.get();
  return readTally(link, means && list, clock.time(), means ?? NO_MEANS);
}

export { device };
