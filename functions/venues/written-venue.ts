/** A venue as answers write it. */
import type { Directory } from '../effects/directory.ts';
import type { VenueId, VenueItem } from '../effects/items.ts';

export function writtenVenue({ jurisdictions }: Directory, id: VenueId, { zh, en, jurisdiction, scene }: VenueItem) {
  const place = jurisdictions.get(jurisdiction);
  const { zh: placeZh, en: placeEn } = place ?? { zh: jurisdiction, en: jurisdiction };
  return { id, zh, en, jurisdiction: { code: jurisdiction, zh: placeZh, en: placeEn }, scene };
}
