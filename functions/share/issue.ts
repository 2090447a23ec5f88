/** Issue: one credential of known facts, signed. Asks no table: whoever calls it has read what it needs. */
import { randomUUID } from 'node:crypto';
import { type Instant, instantOf } from '../../core/index.ts';
import { type Credential, writeCredential } from '../../core/share-code/credential.ts';
import type { CodeId } from '../effects/items.ts';
import type { Signer } from '../effects/signer.ts';
import type { Surviving } from '../results/facts.ts';
import type { KnownFacts } from '../results/known-facts.ts';

/** Eight random bytes, hex: both ends of a version 4 UUID are random throughout, and Node draws those 128 at a time. */
export function newCodeId(): CodeId {
  const uuid = randomUUID();
  return (uuid.slice(0, 8) + uuid.slice(-8)) as CodeId;
}

export interface Issuing extends Pick<KnownFacts, 'complete' | 'asOf'> {
  id: CodeId;
  facts: Surviving;
  /** Masked. */
  name: string;
  /** Whole seconds, as the credential holds them. */
  issuedAt: Instant;
  expiresAt: Instant;
  /** Absent: printed. */
  deviceKey?: Uint8Array;
  /** The document has to be compared wherever it is shown. */
  compare: boolean;
}

/** COSE_Sign1. */
export async function issueCode(signer: Signer, issuing: Issuing): Promise<Uint8Array> {
  const { id, facts, name, issuedAt, expiresAt, deviceKey, asOf, complete, compare } = issuing;
  const credential: Credential = {
    id,
    issuedAt,
    expiresAt,
    ...(deviceKey && { deviceKey }),
    name,
    last4: facts.document.last4,
    asOf,
    complete,
    ...(compare && { compare }),
    results: facts.results,
    samplings: facts.samplings,
  };
  return signer.sign('share', writeCredential(credential), issuedAt);
}

/** Credentials tell whole seconds; a code is never younger than it says. */
export function inWholeSeconds(at: Instant): Instant {
  return instantOf(Math.floor(at / 1000) * 1000);
}
