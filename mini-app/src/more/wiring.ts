/** Wiring of these pages: what is signed is checked on this phone, with no network. */
import { readReceipt, readVenueCode } from '../../../core/share-code/index.ts';
import { clock, trustKeeper } from '../wiring.ts';

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
