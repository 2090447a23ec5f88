/** ScanPoster: scans a venue's poster by the phone's own scanner, and says why where there is none or it may not be believed. */
import type { VenueCode } from '../../../core/share-code/venue-code.ts';
import { doubtSaid } from './doubt-said.ts';
import { scanLink } from './scan-link.ts';
import { checkVenueCode } from './wiring.ts';
import type { MoreWords, Saying } from './words/index.ts';

/** `todo` stands under `text`, where there is anything to do. */
export type PosterDoubt = Pick<Saying, 'text'> & Partial<Saying>;
/** `said` is undefined when the person has changed their mind. */
export type ScannedPoster = { poster: VenueCode } | { said: PosterDoubt | undefined };

export async function scanPoster(words: MoreWords): Promise<ScannedPoster> {
  const scanned = await scanLink(words);
  if ('said' in scanned) return { said: scanned.said ? { text: scanned.said } : undefined };
  const checked = checkVenueCode(scanned.text);
  return checked.kind === 'venue' ? { poster: checked.code } : { said: doubtSaid(checked, words.venue) };
}
