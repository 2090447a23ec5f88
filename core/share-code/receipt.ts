/** Receipt 被拒绝凭条: that somebody was turned away, where, when and with which words. No pass: it names nobody and holds no verdict. */
import { type Instant, instantOf } from '../instant.ts';
import type { JurisdictionCode } from '../jurisdiction.ts';
import type { Scene } from '../policy.ts';
import { isCount, isJurisdiction, isScene, isVenueId, isWords } from './stated-facts.ts';
import { LONGEST_STATEMENT_MS, readStatement, type StatementRefusal, writeStatement } from './statement.ts';
import type { TrustList, TrustMeans } from './trust-list.ts';
import type { TrustedTime } from './trusted-time.ts';

/** What may not be a reason under the notice; its clause follows from it. A closed list, written by its place in it: never reorder. */
export const COMPLAINTS = [
  'local-code-not-found',
  'tested-elsewhere',
  'asked-to-test-again',
  'paper-not-accepted',
  'channel-not-accepted',
] as const;
export type Complaint = (typeof COMPLAINTS)[number];

/** `told`: the citizen's own words (本人填写), at most 40 characters of plain text, which nobody has checked. */
export type ReceiptVenue = { kind: 'known'; id: string; zh: string; en: string } | { kind: 'told'; name: string };

export interface Receipt {
  /** Eight random bytes, hex. */
  id: string;
  complaint: Complaint;
  venue: ReceiptVenue;
  jurisdiction: JurisdictionCode;
  scene: Scene;
  refusedAt: Instant;
  issuedAt: Instant;
}

/** How long a receipt can be checked. */
export const RECEIPT_STANDS_MS = LONGEST_STATEMENT_MS;

/** The payload, to be signed by a key of use `receipt`. Instants lose what is less than a second. */
export function writeReceipt({ id, issuedAt, complaint, venue, jurisdiction, scene, refusedAt }: Receipt): Uint8Array {
  const expiresAt = instantOf(issuedAt + RECEIPT_STANDS_MS);
  const where = venue.kind === 'known' ? [venue.id, venue.zh, venue.en] : [venue.name];
  const at = Math.floor(refusedAt / 1000);
  return writeStatement('receipt', { id, issuedAt, expiresAt }, [
    COMPLAINTS.indexOf(complaint),
    where,
    jurisdiction,
    scene,
    at,
  ]);
}

/** Whether a name that a citizen typed can stand in a receipt. */
export const isToldName = isWords;

/** Never throws. */
export function readReceipt(
  text: string,
  trust: TrustList | undefined,
  time: TrustedTime,
  means: TrustMeans,
): { kind: 'receipt'; receipt: Receipt } | StatementRefusal | { kind: 'not-a-receipt' } {
  const read = readStatement('receipt', text, trust, time, means, factsIn);
  if (!read) return { kind: 'not-a-receipt' };
  if ('kind' in read) return read;
  const { expiresAt, ...receipt } = read;
  return { kind: 'receipt', receipt };
}

function factsIn(value: unknown): Omit<Receipt, 'id' | 'issuedAt'> | undefined {
  if (!Array.isArray(value) || value.length !== 5) return undefined;
  const [at, where, jurisdiction, scene, refusedAt] = value as unknown[];
  const complaint = isCount(at, COMPLAINTS.length - 1) ? COMPLAINTS[at] : undefined;
  const venue = venueIn(where);
  if (!complaint || !venue || !isJurisdiction(jurisdiction) || !isScene(scene)) return undefined;
  if (!isCount(refusedAt, 1e11)) return undefined;
  return { complaint, venue, jurisdiction, scene, refusedAt: instantOf(refusedAt * 1000) };
}

function venueIn(value: unknown): ReceiptVenue | undefined {
  if (!Array.isArray(value)) return undefined;
  const [first, zh, en] = value as unknown[];
  if (value.length === 1) return isWords(first) ? { kind: 'told', name: first } : undefined;
  if (value.length !== 3 || !isVenueId(first) || !isWords(zh) || !isWords(en)) return undefined;
  return { kind: 'known', id: first, zh, en };
}
