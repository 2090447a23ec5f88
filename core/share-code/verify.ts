/**
 * Verification 核验: one showing, judged by the phone that looks at it, under the venue's own policy. Pure, and the same code
 * on phones and in the cloud; nothing is thrown, whatever the text.
 *
 * In this order, and the first that speaks decides:
 *  1. the text is a share code at all;
 *  2. our list is at most 48 hours old, and our clock was not set back (else nobody can be refused or admitted by it);
 *  3. a key of the list made the credential: id, use and algorithm; within its time; not revoked. Keys leave the list when all
 *     that they have signed is over: what no key of it made and is over by its own word is old, and need not be false;
 *  4. the credential's own time;
 *  5. it was not revoked;
 *  6. the phone that shows it holds its key, now: from 40 s before to 20 s after our time, to our challenge if we gave one;
 *  7. the facts, under the policy in force at the venue.
 */
import { isSameBytes } from '../certificate/cbor.ts';
import { readCoseSign1 } from '../certificate/cose-sign1.ts';
import { HOUR_MS, type Instant } from '../instant.ts';
import type { JurisdictionCode } from '../jurisdiction.ts';
import { policyInForce, type Scene } from '../policy.ts';
import { recognise } from '../recognise.ts';
import { type Credential, readCredential } from './credential.ts';
import { fromHex } from './hex.ts';
import { revocationPrefix } from './revocations.ts';
import { type FamilyPlace, type NotShown, provenBytes, readShowing, type Showing } from './showing.ts';
import { resultsOf } from './surviving.ts';
import { hasSigned, keyNamed, OLDEST_LIST_MS, type TrustList, type TrustMeans } from './trust-list.ts';
import type { TrustedTime } from './trusted-time.ts';

/** Offline, no more than these is a refusal. */
export const REFUSALS = ['forged', 'expired', 'no-result-in-window'] as const;
/** What a phone cannot know by itself; each says what to do. */
export const ONLINE_REASONS = [
  'trust-list', // ours is too old, or there is none
  'clock', // ours was set back, or theirs or ours is off
  'renew', // it was revoked: the citizen has a newer one, or gets it
  'not-live', // shown too long ago: a picture of a code, or a phone whose clock is off
  'incomplete', // not every source had answered when it was signed
  'newer-possible', // signed so long ago that there may be a result since
  'undetermined', // the facts do not say enough, as of times
] as const;

/** admit 放行（认可）/ refuse 拒绝 / ask-online 联网核验; and what was held up is no share code, or not a whole one. */
export type Verification =
  | { kind: 'admit'; until: Instant; basis: 'result' | 'sampling-proof' | 'not-required'; shown: Shown }
  | { kind: 'refuse'; reason: (typeof REFUSALS)[number]; shown?: Shown }
  | { kind: 'ask-online'; reason: (typeof ONLINE_REASONS)[number]; shown?: Shown }
  | { kind: 'not-a-code'; of: Extract<NotShown, { kind: 'another-code' }>['of'] | 'damaged' };

/** What staff see of the citizen, and nothing more. Only of a credential whose signature is good. */
export interface Shown extends Pick<Credential, 'name' | 'last4' | 'asOf' | 'results' | 'samplings' | 'issuedAt'> {
  /** Compare name and last four with the document in hand. */
  compare: boolean;
  /** Printed: nothing proves that it is not a copy. */
  printed: boolean;
  /** On the phone of somebody who vouches for the person: the only reason why a live code itself asks to compare. */
  guardian?: true;
  /** Tells two showings of one code from those of two, on this phone and for minutes only. */
  id: string;
  /** As the phone's key has signed it: only where the showing is live. */
  family?: FamilyPlace;
}

export interface Venue {
  jurisdiction: JurisdictionCode;
  scene: Scene;
  /** Given to the phone that shows; a showing must carry it. */
  challenge?: Uint8Array;
}

/** A showing is good from so long before to so long after our time. */
const BEFORE_MS = 40_000;
const AFTER_MS = 20_000;
/** So soon after signing, "nothing in the window" is a fact and no lack of news. */
const FRESH_MS = 2 * HOUR_MS;

export function verifyShowing(
  text: string,
  venue: Venue,
  trust: TrustList | undefined,
  time: TrustedTime,
  means: TrustMeans,
): Verification {
  const showing = readShowing(text);
  if ('kind' in showing) return { kind: 'not-a-code', of: showing.kind === 'damaged' ? 'damaged' : showing.of };
  if (time.kind === 'backward') return askOnline('clock');
  const { now } = time;
  if (!trust || now - trust.signedAt > OLDEST_LIST_MS) return askOnline('trust-list');
  // Our clock is behind what the list itself says.
  if (trust.signedAt - now > HOUR_MS) return askOnline('clock');

  const credential = credentialSignedBy(trust, showing, now, means);
  if (credential === 'forged' || credential === 'expired') return { kind: 'refuse', reason: credential };
  const printed = credential.deviceKey === undefined;
  const policy = policyInForce(trust.policies, venue.jurisdiction, venue.scene, now);
  const { name, last4, asOf, results, samplings, issuedAt, id } = credential;
  const compare = printed || credential.compare === true || policy?.compare === 'document';
  const guardian = !printed && credential.compare === true;
  const told: Shown = {
    name,
    last4,
    asOf,
    results,
    samplings,
    issuedAt,
    id,
    compare,
    printed,
    ...(guardian && { guardian }),
  };

  if (issuedAt - now > AFTER_MS) return askOnline('clock', told);
  if (now >= credential.expiresAt) return { kind: 'refuse', reason: 'expired', shown: told };
  if (trust.revoked.has(revocationPrefix(means.sha256(fromHex(credential.id))))) return askOnline('renew', told);
  const live = liveness(showing, credential, venue, now, means);
  if (live === 'forged') return { kind: 'refuse', reason: 'forged' };
  if (live !== 'live') return askOnline(live, told);
  const family = showing.proof?.family;
  const shown: Shown = family ? { ...told, family } : told;

  const { decision } = recognise(resultsOf(credential), policy, undefined, now);
  const until = (end: Instant) => (end < credential.expiresAt ? end : credential.expiresAt);
  if (decision.kind === 'not-required')
    return { kind: 'admit', until: credential.expiresAt, basis: 'not-required', shown };
  if (decision.kind === 'recognised')
    return { kind: 'admit', until: until(decision.until), basis: decision.basis, shown };
  if (!credential.complete) return askOnline('incomplete', shown);
  if (now - issuedAt > FRESH_MS) return askOnline('newer-possible', shown);
  const lacks = decision.kind === 'expired' || decision.kind === 'not-recognised';
  return lacks ? { kind: 'refuse', reason: 'no-result-in-window', shown } : askOnline('undetermined', shown);
}

function askOnline(reason: (typeof ONLINE_REASONS)[number], shown?: Shown): Verification {
  return { kind: 'ask-online', reason, ...(shown && { shown }) };
}

/**
 * `forged`: no key of ours made it, or it is nothing that a key of ours would sign. A key that nobody published yet is none: keys are
 * published two days before they sign. `expired`: nobody can tell any more.
 */
function credentialSignedBy(
  trust: TrustList,
  { credential }: Showing,
  now: Instant,
  { verify }: TrustMeans,
): Credential | 'forged' | 'expired' {
  const cose = readCoseSign1(credential, 'deterministic');
  if (!cose?.bare) return 'forged';
  const key = keyNamed(trust.keys, 'share', cose);
  if (!key) {
    const unproven = readCredential(cose.payload);
    return unproven && now >= unproven.expiresAt ? 'expired' : 'forged';
  }
  if (key.revoked || !hasSigned(key, cose, verify)) return 'forged';
  const read = readCredential(cose.payload);
  return read && read.issuedAt >= key.signsFrom && read.issuedAt < key.signsUntil ? read : 'forged';
}

function liveness(
  { credential: bytes, proof }: Showing,
  { deviceKey }: Credential,
  { challenge }: Venue,
  now: Instant,
  { verify }: TrustMeans,
): 'live' | 'forged' | 'not-live' {
  // Printed: `compare` says what stands in for it. A proof by a key that the credential does not name is no part of ours.
  if (!deviceKey) return proof ? 'forged' : 'live';
  if (!proof) return 'not-live';
  if (!verify('Ed25519', deviceKey, provenBytes(bytes, proof), proof.signature)) return 'forged';
  if (now - proof.shownAt > BEFORE_MS || proof.shownAt - now > AFTER_MS) return 'not-live';
  return challenge && !(proof.challenge && isSameBytes(challenge, proof.challenge)) ? 'not-live' : 'live';
}
