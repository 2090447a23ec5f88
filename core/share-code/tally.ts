/** Tally 今日核验统计: how many verdicts of which kind one phone gave at a venue on one day, for an inspector. Of nobody. */
import { type Instant, instantOf, parseInstant } from '../instant.ts';
import type { JurisdictionCode } from '../jurisdiction.ts';
import type { Scene } from '../policy.ts';
import { fromHex, toHex } from './hex.ts';
import { isCount, isJurisdiction, isScene, isVenueId, isWords } from './stated-facts.ts';
import { LONGEST_STATEMENT_MS, readStatement, type StatementRefusal, writeStatement } from './statement.ts';
import type { TrustList, TrustMeans } from './trust-list.ts';
import type { TrustedTime } from './trusted-time.ts';

export interface Tally {
  /** Eight random bytes, hex. */
  id: string;
  /** The venue's id. */
  venue: string;
  zh: string;
  en: string;
  jurisdiction: JurisdictionCode;
  scene: Scene;
  /** In Beijing: `2022-08-01`. */
  day: string;
  /** 放行 / 拒绝 / 联网核验 / of these, with the document compared. Each at most a million. */
  counts: { admit: number; refuse: number; askOnline: number; compared: number };
  /** Four random bytes of the day, hex, so that two phones' tallies are told apart. */
  phone: string;
  issuedAt: Instant;
}

const MOST = 1_000_000;

/** The payload, to be signed by a key of use `tally`. */
export function writeTally(tally: Tally): Uint8Array {
  const { id, issuedAt, venue, zh, en, jurisdiction, scene, day, counts, phone } = tally;
  const { admit, refuse, askOnline, compared } = counts;
  return writeStatement('tally', { id, issuedAt, expiresAt: instantOf(issuedAt + LONGEST_STATEMENT_MS) }, [
    venue,
    zh,
    en,
    jurisdiction,
    scene,
    day,
    [admit, refuse, askOnline, compared],
    fromHex(phone),
  ]);
}

/** A Beijing day that exists. */
export function isDay(value: unknown): value is string {
  return typeof value === 'string' && parseInstant(`${value}T00:00:00+08:00`) !== undefined;
}

/** Never throws. */
export function readTally(
  text: string,
  trust: TrustList | undefined,
  time: TrustedTime,
  means: TrustMeans,
): { kind: 'tally'; tally: Tally } | StatementRefusal | { kind: 'not-a-tally' } {
  const read = readStatement('tally', text, trust, time, means, factsIn);
  if (!read) return { kind: 'not-a-tally' };
  if ('kind' in read) return read;
  const { expiresAt, ...tally } = read;
  return { kind: 'tally', tally };
}

function factsIn(value: unknown): Omit<Tally, 'id' | 'issuedAt'> | undefined {
  if (!Array.isArray(value) || value.length !== 8) return undefined;
  const [venue, zh, en, jurisdiction, scene, day, counts, phone] = value as unknown[];
  if (!isVenueId(venue) || !isWords(zh) || !isWords(en) || !isJurisdiction(jurisdiction)) return undefined;
  if (!isScene(scene) || !isDay(day) || !(phone instanceof Uint8Array) || phone.length !== 4) return undefined;
  if (!Array.isArray(counts) || counts.length !== 4 || !counts.every((each) => isCount(each, MOST))) return undefined;
  const [admit, refuse, askOnline, compared] = counts as [number, number, number, number];
  return {
    venue,
    zh,
    en,
    jurisdiction,
    scene,
    day,
    counts: { admit, refuse, askOnline, compared },
    phone: toHex(phone),
  };
}
