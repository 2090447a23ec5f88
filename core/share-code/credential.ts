/** Credential: what we sign for a citizen: the facts that count, never a verdict; no institution, no channel, no place. */
import { readCbor, writeCbor } from '../certificate/cbor.ts';
import { type Instant, instantOf, MINUTE_MS } from '../instant.ts';
import { fromHex, toHex } from './hex.ts';
import { MOST_RESULTS, MOST_SAMPLINGS } from './most-facts.ts';
import { isSeconds, wholeSeconds } from './seconds.ts';

/** One negative that nothing speaks against, as its times and whether it was pooled. */
export interface CredentialResult {
  sampleCollectedAt?: Instant;
  /** Only where sampling or report is not told; between both it would say nothing. */
  testedAt?: Instant;
  reportIssuedAt?: Instant;
  /** 1 = single; absent = not told. */
  poolSize?: number;
}

export interface Credential {
  /** Eight random bytes, hex: `cti`. */
  id: string;
  issuedAt: Instant;
  expiresAt: Instant;
  /** Ed25519, new for each credential; absent on a printed code, which proves no device. */
  deviceKey?: Uint8Array;
  /** Masked. */
  name: string;
  /** Last four of the document. */
  last4: string;
  /** When the facts were last gathered. */
  asOf: Instant;
  /** Every source in scope had given its own word, and none was left unasked. */
  complete: boolean;
  /** The document has to be compared whatever the policy says: printed, or a guardian's phone. */
  compare?: true;
  /** Newest first, at most MOST_RESULTS. */
  results: CredentialResult[];
  /** Sampling proofs 已采样, newest first, at most MOST_SAMPLINGS. */
  samplings: Instant[];
}

/** A phone's code is good for at most two days, a printed one for seven. */
export const LONGEST_MS = { phone: 48 * 60 * MINUTE_MS, printed: 7 * 24 * 60 * MINUTE_MS };

/** CWT claims (RFC 8392, RFC 8747) and our private one; OKP, Ed25519 and x of a COSE_Key (RFC 9053). */
const CLAIM = { expires: 4, issued: 6, id: 7, confirmation: 8, facts: -65537 };
const KEY = { type: 1, okp: 1, curve: -1, ed25519: 6, x: -2 };
const COSE_KEY = 1;

/** In deterministic CBOR. Instants lose what is less than a second; times of results lose what is less than a minute, downwards. */
export function writeCredential(credential: Credential): Uint8Array {
  const { deviceKey, asOf } = credential;
  const claims = new Map<number, unknown>([
    [CLAIM.expires, wholeSeconds(credential.expiresAt)],
    [CLAIM.issued, wholeSeconds(credential.issuedAt)],
    [CLAIM.id, fromHex(credential.id)],
  ]);
  if (deviceKey) {
    const key = new Map<number, unknown>([
      [KEY.type, KEY.okp],
      [KEY.curve, KEY.ed25519],
      [KEY.x, deviceKey],
    ]);
    claims.set(CLAIM.confirmation, new Map([[COSE_KEY, key]]));
  }
  const before = (at: Instant | undefined) =>
    at === undefined ? null : Math.max(0, Math.ceil((wholeSeconds(asOf) * 1000 - at) / MINUTE_MS));
  claims.set(CLAIM.facts, [
    credential.name,
    credential.last4,
    wholeSeconds(asOf),
    credential.complete,
    credential.compare ?? false,
    credential.results.map(({ sampleCollectedAt, testedAt, reportIssuedAt, poolSize }) => [
      before(sampleCollectedAt),
      before(testedAt),
      before(reportIssuedAt),
      poolSize ?? 0,
    ]),
    credential.samplings.map(before),
  ]);
  return writeCbor(claims);
}

/** `undefined`: not exactly what writeCredential writes. */
export function readCredential(payload: Uint8Array): Credential | undefined {
  const claims = readCbor(payload, 'deterministic');
  if (!(claims instanceof Map)) return undefined;
  const confirmed = claims.has(CLAIM.confirmation);
  if (claims.size !== (confirmed ? 5 : 4)) return undefined;
  const deviceKey = confirmed ? deviceKeyIn(claims.get(CLAIM.confirmation)) : undefined;
  const [expires, issued, id] = [CLAIM.expires, CLAIM.issued, CLAIM.id].map((claim) => claims.get(claim));
  if ((confirmed && !deviceKey) || !isSeconds(expires) || !isSeconds(issued) || expires <= issued) return undefined;
  if (!(id instanceof Uint8Array) || id.length !== 8) return undefined;
  const longest = confirmed ? LONGEST_MS.phone : LONGEST_MS.printed;
  if ((expires - issued) * 1000 > longest) return undefined;
  const facts = factsIn(claims.get(CLAIM.facts));
  if (!facts) return undefined;
  return {
    id: toHex(id),
    issuedAt: instantOf(issued * 1000),
    expiresAt: instantOf(expires * 1000),
    ...(deviceKey && { deviceKey }),
    ...facts,
  };
}

type Facts = Omit<Credential, 'id' | 'issuedAt' | 'expiresAt' | 'deviceKey'>;

function factsIn(value: unknown): Facts | undefined {
  if (!Array.isArray(value) || value.length !== 7) return undefined;
  const [name, last4, asOf, complete, compare, results, samplings] = value as unknown[];
  if (typeof name !== 'string' || typeof last4 !== 'string' || !isSeconds(asOf)) return undefined;
  if (typeof complete !== 'boolean' || typeof compare !== 'boolean') return undefined;
  if (!Array.isArray(results) || results.length > MOST_RESULTS) return undefined;
  if (!Array.isArray(samplings) || samplings.length > MOST_SAMPLINGS) return undefined;
  const at = (minutes: number) => instantOf(asOf * 1000 - minutes * MINUTE_MS);
  if (!samplings.every(isMinutes) || !results.every(isResult)) return undefined;
  return {
    name,
    last4,
    asOf: instantOf(asOf * 1000),
    complete,
    ...(compare && { compare }),
    results: results.map((written) => resultIn(written, at)),
    samplings: samplings.map(at),
  };
}

/** Field by field rather than spread: it runs for every result of every code at a gate. */
function resultIn(
  [sampled, tested, reported, poolSize]: WrittenResult,
  at: (minutes: number) => Instant,
): CredentialResult {
  const result: CredentialResult = {};
  if (sampled !== null) result.sampleCollectedAt = at(sampled);
  if (tested !== null) result.testedAt = at(tested);
  if (reported !== null) result.reportIssuedAt = at(reported);
  if (poolSize > 0) result.poolSize = poolSize;
  return result;
}

type WrittenResult = [number | null, number | null, number | null, number];

function isResult(value: unknown): value is WrittenResult {
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [sampled, tested, reported, poolSize] = value as unknown[];
  if (![sampled, tested, reported].every((each) => each === null || isMinutes(each))) return false;
  return Number.isInteger(poolSize) && (poolSize as number) >= 0 && (poolSize as number) <= 100;
}

function deviceKeyIn(value: unknown): Uint8Array | undefined {
  const key = value instanceof Map && value.size === 1 ? value.get(COSE_KEY) : undefined;
  if (!(key instanceof Map) || key.size !== 3) return undefined;
  const x = key.get(KEY.x);
  const fits = key.get(KEY.type) === KEY.okp && key.get(KEY.curve) === KEY.ed25519;
  return fits && x instanceof Uint8Array && x.length === 32 ? x : undefined;
}

/** Half a year back at the most: no policy looks further. */
function isMinutes(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 263_000;
}
