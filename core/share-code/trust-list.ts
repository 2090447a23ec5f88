/**
 * Trust list 信任清单: two signed documents. `keys-and-policies` is signed by a root, rarely: who may sign what, which policies
 * hold, in which words staff are told. `list` is signed hourly by a key online: it names the digest of what is in force, the
 * time, and what was revoked. It adds no key and no rule. Whoever steals its key can leave revocations out: of codes always,
 * of keys on phones that have not heard of them; what a phone knows of keys, only the next edition takes back.
 */
import { decodeBase64Url, encodeBase64Url } from '../certificate/base64url.ts';
import { type CoseSign1, readCoseSign1, signedBytes } from '../certificate/cose-sign1.ts';
import { isObject, readJsonObject } from '../certificate/json-object.ts';
import { decodeUtf8 } from '../certificate/utf8.ts';
import { HOUR_MS, type Instant, parseInstant } from '../instant.ts';
import type { Policy } from '../policy.ts';
import { toHex } from './hex.ts';
import { readPolicies } from './read-policies.ts';
import { readRevocations } from './revocations.ts';
import {
  boundTo,
  KEY_USES,
  type KeyUse,
  SIGNING_ALGORITHMS,
  type SigningAlgorithm,
  type SigningKey,
  type VerifySignature,
} from './signed-key.ts';

/** Beyond this age a list no longer says what was revoked. */
export const OLDEST_LIST_MS = 48 * HOUR_MS;

export interface TrustList {
  /** Rises with every list; of one edition, an earlier one is never taken again. */
  seq: number;
  /** When it was signed. */
  signedAt: Instant;
  /** Of the half that a root signs; rises whenever that changes. */
  edition: number;
  keys: readonly SigningKey[];
  policies: readonly Policy[];
  /** Sentences by what they are about, in both languages, so that a rule's words can change without a release. */
  words: Readonly<Record<string, { zh: string; en: string }>>;
  /** revocationPrefix of codes that no longer stand. */
  revoked: ReadonlySet<number>;
}

/** As `GET /trust-list` gives it: two COSE_Sign1, Base64url. */
export interface PublishedTrustList {
  keysAndPolicies: string;
  list: string;
}

export type TrustListRefusal =
  | 'unreadable'
  | 'forged' // signed by nobody who may
  | 'rolled-back' // an earlier list than the one we have, earlier keys and policies, or a key that stands again
  | 'other-keys'; // the list does not name these keys and policies

export interface TrustMeans {
  sha256(bytes: Uint8Array): Uint8Array;
  verify: VerifySignature;
}

/** What a new list may not go back behind. */
export interface KnownList extends Pick<TrustList, 'seq' | 'edition'> {
  keys: readonly Pick<SigningKey, 'kid' | 'revoked'>[];
}

/** Reads what was fetched or stored. `known`: the list we have. */
export function readTrustList(
  published: unknown,
  roots: readonly SigningKey[],
  known: KnownList | undefined,
  { sha256, verify }: TrustMeans,
): { kind: 'read'; list: TrustList } | { kind: 'refused'; reason: TrustListRefusal } {
  const refused = (reason: TrustListRefusal) => ({ kind: 'refused', reason }) as const;
  const { keysAndPolicies, list } = (published ?? {}) as Partial<Record<string, unknown>>;
  const keysBytes = typeof keysAndPolicies === 'string' ? decodeBase64Url(keysAndPolicies) : undefined;
  const listBytes = typeof list === 'string' ? decodeBase64Url(list) : undefined;
  const signedKeys = keysBytes && readCoseSign1(keysBytes, 'deterministic');
  const signedList = listBytes && readCoseSign1(listBytes, 'deterministic');
  if (!keysBytes || !signedKeys || !signedList) return refused('unreadable');

  if (!signerAmong(roots, 'root', signedKeys, verify)) return refused('forged');
  const keys = readKeysAndPolicies(signedKeys.payload);
  if (!keys) return refused('unreadable');
  const signer = signerAmong(keys.keys, 'list', signedList, verify);
  if (!signer) return refused('forged');
  const said = readList(signedList.payload);
  if (!said) return refused('unreadable');
  const { seq, signedAt, revoked, revokedKeys } = said;
  if (signer.revoked || revokedKeys.has(signer.kid) || signedAt < signer.signsFrom || signedAt >= signer.signsUntil)
    return refused('forged');
  if (said.keysAndPolicies !== encodeBase64Url(sha256(keysBytes))) return refused('other-keys');
  const standing = keys.keys.map((key): SigningKey => (revokedKeys.has(key.kid) ? { ...key, revoked: true } : key));
  const next = { seq, signedAt, revoked, ...keys, keys: standing };
  return known && isBehind(next, known) ? refused('rolled-back') : { kind: 'read', list: next };
}

/**
 * Else whoever has the list's key could bring back what was taken away: a key, their own too, or a rule. Between editions
 * nothing else is compared: a root outweighs whatever number or revocation they have given a list before.
 */
function isBehind({ edition, seq, keys }: TrustList, known: KnownList): boolean {
  if (edition !== known.edition) return edition < known.edition;
  const isBack = (kid: string) => keys.some((key) => key.kid === kid && !key.revoked);
  return seq < known.seq || known.keys.some(({ kid, revoked }) => revoked && isBack(kid));
}

/** Whether SM2 has to be at hand to read this list. Of bytes that nobody has verified: it chooses what is loaded, and nothing else. */
export function mentionsSm2(published: unknown, roots: readonly SigningKey[]): boolean {
  if (roots.some(({ algorithm }) => algorithm === 'SM2')) return true;
  const { keysAndPolicies } = (published ?? {}) as Partial<Record<string, unknown>>;
  const bytes = typeof keysAndPolicies === 'string' ? decodeBase64Url(keysAndPolicies) : undefined;
  const cose = bytes && readCoseSign1(bytes, 'deterministic');
  const text = cose && decodeUtf8(cose.payload);
  return text !== undefined && text.indexOf('"SM2"') >= 0;
}

/** The key of this use whose id the header names, if its algorithm is the header's and its signature good. */
export function signerAmong(
  keys: readonly SigningKey[],
  use: KeyUse,
  cose: CoseSign1,
  verify: VerifySignature,
): SigningKey | undefined {
  const key = keyNamed(keys, use, cose);
  return key && hasSigned(key, cose, verify) ? key : undefined;
}

/** Whether the signature is good, for the key's use and by its algorithm. */
export function hasSigned(key: SigningKey, cose: CoseSign1, verify: VerifySignature): boolean {
  return verify(key.algorithm, key.publicKey, signedBytes(cose, boundTo(key)), cose.signature);
}

/** The key of this use that a header names; the header must give its algorithm too. Nothing is verified. */
export function keyNamed(
  keys: readonly SigningKey[],
  use: KeyUse,
  { kid, algorithm }: CoseSign1,
): SigningKey | undefined {
  if (!kid) return undefined;
  const name = toHex(kid);
  return keys.find((key) => key.use === use && key.kid === name && key.algorithm === algorithm);
}

/** The payload of the half that a root signs; whoever reads it apart from a list has checked the signature. */
export function readKeysAndPolicies(
  payload: Uint8Array,
): Pick<TrustList, 'edition' | 'keys' | 'policies' | 'words'> | undefined {
  const { edition, keys, policies, words } = readJsonObject(payload) ?? {};
  if (!isOrdinal(edition) || !Array.isArray(keys) || !isObject(words)) return undefined;
  const read = keys.map(readKey);
  const rules = readPolicies(policies);
  if (!rules || !read.every((key): key is SigningKey => key !== undefined)) return undefined;
  const isSentence = (each: unknown) => isObject(each) && typeof each.zh === 'string' && typeof each.en === 'string';
  if (!Object.keys(words).every((about) => isSentence(words[about]))) return undefined;
  return { edition, keys: read, policies: rules, words: words as TrustList['words'] };
}

function readKey(value: unknown): SigningKey | undefined {
  if (!isObject(value)) return undefined;
  const { kid, use, algorithm, publicKey, signsFrom, signsUntil, revoked } = value;
  const bytes = typeof publicKey === 'string' ? decodeBase64Url(publicKey) : undefined;
  const from = typeof signsFrom === 'string' ? parseInstant(signsFrom) : undefined;
  const until = typeof signsUntil === 'string' ? parseInstant(signsUntil) : undefined;
  if (typeof kid !== 'string' || !/^[0-9a-f]{8}$/.test(kid) || !bytes || from === undefined || until === undefined) {
    return undefined;
  }
  // No root is ever named by a list: roots are in the package.
  if (use === 'root' || !KEY_USES.includes(use as KeyUse)) return undefined;
  if (!SIGNING_ALGORITHMS.includes(algorithm as SigningAlgorithm)) return undefined;
  if (bytes.length !== (algorithm === 'SM2' ? 65 : 32)) return undefined;
  if (revoked !== undefined && revoked !== true) return undefined;
  return {
    kid,
    use: use as KeyUse,
    algorithm: algorithm as SigningAlgorithm,
    publicKey: bytes,
    signsFrom: from,
    signsUntil: until,
    ...(revoked && { revoked }),
  };
}

interface List extends Pick<TrustList, 'seq' | 'signedAt' | 'revoked'> {
  /** SHA-256 of the other document, Base64url. */
  keysAndPolicies: string;
  /** Ids of keys that stand no more, whether or not a root has signed the same: to deny needs no root. */
  revokedKeys: ReadonlySet<string>;
}

function readList(payload: Uint8Array): List | undefined {
  const { seq, signedAt, keysAndPolicies, revoked, revokedKeys = [] } = readJsonObject(payload) ?? {};
  const time = typeof signedAt === 'string' ? parseInstant(signedAt) : undefined;
  const bytes = typeof revoked === 'string' ? decodeBase64Url(revoked) : undefined;
  const prefixes = bytes && readRevocations(bytes);
  if (!isOrdinal(seq) || time === undefined || !prefixes) return undefined;
  if (typeof keysAndPolicies !== 'string' || !Array.isArray(revokedKeys)) return undefined;
  return { seq, signedAt: time, keysAndPolicies, revoked: prefixes, revokedKeys: new Set(revokedKeys) };
}

function isOrdinal(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
