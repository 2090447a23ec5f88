/** VenueCode 场所码: a venue's signed poster: which venue it is and which rule is asked there. Scanning it records nothing and proves no presence. */
import type { JurisdictionCode } from '../jurisdiction.ts';
import type { Scene } from '../policy.ts';
import { isJurisdiction, isScene, isVenueId, isWords } from './stated-facts.ts';
import { readStatement, type Stated, type StatementRefusal, writeStatement } from './statement.ts';
import type { TrustList, TrustMeans } from './trust-list.ts';
import type { TrustedTime } from './trusted-time.ts';

/** `expiresAt` is at most 400 days after `issuedAt`. */
export interface VenueCode extends Stated {
  /** The venue's id: eight of `a-z0-9`. */
  venue: string;
  /** Its name, at most 40 characters each. */
  zh: string;
  en: string;
  jurisdiction: JurisdictionCode;
  scene: Scene;
}

/** The payload, to be signed by a key of use `venue`. */
export function writeVenueCode(code: VenueCode): Uint8Array {
  const { venue, zh, en, jurisdiction, scene } = code;
  return writeStatement('venue', code, [venue, zh, en, jurisdiction, scene]);
}

/** Never throws. */
export function readVenueCode(
  text: string,
  trust: TrustList | undefined,
  time: TrustedTime,
  means: TrustMeans,
): { kind: 'venue'; code: VenueCode } | StatementRefusal | { kind: 'not-a-venue-code' } {
  const read = readStatement('venue', text, trust, time, means, factsIn);
  if (!read) return { kind: 'not-a-venue-code' };
  return 'kind' in read ? read : { kind: 'venue', code: read };
}

function factsIn(value: unknown): Omit<VenueCode, keyof Stated> | undefined {
  if (!Array.isArray(value) || value.length !== 5) return undefined;
  const [venue, zh, en, jurisdiction, scene] = value as unknown[];
  if (!isVenueId(venue) || !isWords(zh) || !isWords(en)) return undefined;
  return isJurisdiction(jurisdiction) && isScene(scene) ? { venue, zh, en, jurisdiction, scene } : undefined;
}
