/**
 * Statement: what we sign for anybody to check: the poster of a venue, a receipt, a tally. One idea for all three: COSE_Sign1
 * with our bare header over deterministic CBOR (CWT claims and one of our own), by a key of that one use. It travels as a
 * link, so that any scanner can open it, behind `#`, so that no server sees it; whose link it is does not matter.
 */
import { decodeBase64Url, encodeBase64Url } from '../certificate/base64url.ts';
import { readCbor, writeCbor } from '../certificate/cbor.ts';
import { type CoseSign1, readCoseSign1 } from '../certificate/cose-sign1.ts';
import { DAY_MS, HOUR_MS, type Instant, instantOf } from '../instant.ts';
import { fromHex, toHex } from './hex.ts';
import { STATEMENT_PAGES, type StatementUse, statementCode } from './links.ts';
import { revocationPrefix } from './revocations.ts';
import { isSeconds, wholeSeconds } from './seconds.ts';
import { hasSigned, keyNamed, OLDEST_LIST_MS, type TrustList, type TrustMeans } from './trust-list.ts';
import type { TrustedTime } from './trusted-time.ts';

/** So long does a statement stand at the most, and so long do its key's signatures have to be checked. */
export const LONGEST_STATEMENT_MS = 400 * DAY_MS;
/** A poster has so many bytes at the most, and so has whatever else is worth reading. */
const MOST_BYTES = 1_024;
/** The server's clock and ours may differ by so much before one of them is off. */
const AHEAD_MS = 20_000;

/** What every statement has. */
export interface Stated {
  /** Eight random bytes, hex; by it one statement is revoked. */
  id: string;
  issuedAt: Instant;
  expiresAt: Instant;
}

export type StatementRefusal =
  | { kind: 'false' } // looks like ours, and nobody who may has signed it
  | { kind: 'expired' }
  | { kind: 'revoked' } // it, or the key that signed it
  | { kind: 'cannot-tell'; reason: 'trust-list' | 'clock' }; // ours is too old or missing; a clock is off

/** CWT claims (RFC 8392) and our own, one for each use, so that none is ever read as another. */
const CLAIM = { expires: 4, issued: 6, id: 7 };
const FACTS: Record<StatementUse, number> = { venue: -65538, receipt: -65539, tally: -65540 };

/** The payload to be signed by the key of `use`. Instants lose what is less than a second. */
export function writeStatement(use: StatementUse, { id, issuedAt, expiresAt }: Stated, facts: unknown[]): Uint8Array {
  return writeCbor(
    new Map<number, unknown>([
      [CLAIM.expires, wholeSeconds(expiresAt)],
      [CLAIM.issued, wholeSeconds(issuedAt)],
      [CLAIM.id, fromHex(id)],
      [FACTS[use], facts],
    ]),
  );
}

/** `origin` of the web version, as `https://huren.example`. */
export function statementLink(origin: string, use: StatementUse, signed: Uint8Array): string {
  return `${origin}/#/${STATEMENT_PAGES[use]}?code=${encodeBase64Url(signed)}`;
}

/**
 * In this order, and the first that speaks decides: it is a link to this page; our list and clock can tell; a key of this use
 * has signed it within its time; neither the key nor the statement is revoked; it has not expired. `factsIn` gives
 * `undefined` for what no key of ours would have signed. Never throws.
 */
export function readStatement<Facts>(
  use: StatementUse,
  text: string,
  trust: TrustList | undefined,
  time: TrustedTime,
  means: TrustMeans,
  factsIn: (value: unknown) => Facts | undefined,
): (Stated & Facts) | StatementRefusal | undefined {
  const code = statementCode(use, text);
  if (code === undefined) return undefined;
  if (time.kind === 'backward') return { kind: 'cannot-tell', reason: 'clock' };
  const { now } = time;
  if (!trust || now - trust.signedAt > OLDEST_LIST_MS) return { kind: 'cannot-tell', reason: 'trust-list' };
  if (trust.signedAt - now > HOUR_MS) return { kind: 'cannot-tell', reason: 'clock' };

  const bytes = code.length > 2 * MOST_BYTES ? undefined : decodeBase64Url(code);
  const cose = bytes && readCoseSign1(bytes, 'deterministic');
  const stated = cose?.bare ? statedIn(use, cose) : undefined;
  const facts = stated && factsIn(stated.facts);
  if (!cose || !stated || !facts) return { kind: 'false' };
  const { id, issuedAt, expiresAt } = stated;
  const key = keyNamed(trust.keys, use, cose);
  // The keys of what has expired leave the list: too old is not the same as false.
  if (!key) return { kind: now >= expiresAt ? 'expired' : 'false' };
  if (!hasSigned(key, cose, means.verify)) return { kind: 'false' };
  if (issuedAt < key.signsFrom || issuedAt >= key.signsUntil) return { kind: 'false' };
  if (key.revoked || trust.revoked.has(revocationPrefix(means.sha256(fromHex(id))))) return { kind: 'revoked' };
  if (issuedAt - now > AHEAD_MS) return { kind: 'cannot-tell', reason: 'clock' };
  if (now >= expiresAt) return { kind: 'expired' };
  return { id, issuedAt, expiresAt, ...facts };
}

function statedIn(use: StatementUse, { payload }: CoseSign1): (Stated & { facts: unknown }) | undefined {
  const claims = readCbor(payload, 'deterministic');
  if (!(claims instanceof Map) || claims.size !== 4) return undefined;
  const [expires, issued, id] = [CLAIM.expires, CLAIM.issued, CLAIM.id].map((claim) => claims.get(claim));
  if (!(id instanceof Uint8Array) || id.length !== 8 || !isSeconds(expires) || !isSeconds(issued)) return undefined;
  if (expires <= issued || (expires - issued) * 1000 > LONGEST_STATEMENT_MS) return undefined;
  return {
    id: toHex(id),
    issuedAt: instantOf(issued * 1000),
    expiresAt: instantOf(expires * 1000),
    facts: claims.get(FACTS[use]),
  };
}
