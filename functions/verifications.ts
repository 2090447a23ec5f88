/**
 * POST /verifications: the second opinion on a showing, with what a phone at a gate cannot know: what was revoked since its
 * list was signed, and what sources have said since the code was. A verdict and nothing of the citizen; one answer for each
 * showing; and the citizen can read afterwards where somebody has asked.
 */
import * as v from 'valibot';
import { readCoseSign1 } from '../core/certificate/cose-sign1.ts';
import { formatInstant, type Instant, policyInForce } from '../core/index.ts';
import { type Credential, readCredential } from '../core/share-code/credential.ts';
import { readShowing, writeShowing } from '../core/share-code/showing.ts';
import type { TrustList } from '../core/share-code/trust-list.ts';
import { type Verification, verifyShowing } from '../core/share-code/verify.ts';
import { named, refuseBeyond } from './door/attempts-left.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import { problem } from './door/problem.ts';
import type { Request, Response } from './door/request.ts';
import { text, validate } from './door/validate.ts';
import { awsWorld } from './effects/aws-world.ts';
import { createVerifyingEffects, type VerifyingEffects } from './effects/for-verifying.ts';
import { TRUST_MEANS } from './effects/trust.ts';
import { documentsOf, showable } from './results/documents.ts';
import { type KnownFacts, knownFacts } from './results/known-facts.ts';
import { type AtTheCounter, mayAskAt, whoAsks } from './venues/at-the-counter.ts';
import { ASKER_LIMITS, VENUE_LIMITS } from './venues/limits.ts';
import { type Verdict, verdictNow } from './venues/verdict-now.ts';

const CODE = 'Send the text of the code that was shown, as it was scanned.';
const SCHEMA = v.object({ code: text(CODE, 1, 9_000), venue: text('Send an id of GET /venues.', 1, 16) });

export async function handle(effects: VerifyingEffects, request: Request): Promise<Response> {
  const refused = refuseMethod(request, ['POST']);
  if (refused) return refused;
  const who = await whoAsks(effects, request);
  if ('problem' in who) return who.problem;
  const valid = validate(SCHEMA, request.body);
  if ('problem' in valid) return valid.problem;
  const { code, venue } = valid.value;
  const { asker } = who.asking;
  const tooMany = await refuseBeyond(effects, named(ASKER_LIMITS, asker), 'verify#');
  if (tooMany) return tooMany;
  const at = await mayAskAt(effects, who.asking, venue);
  if ('problem' in at) return at.problem;
  // Only now: nobody else is to use up what the venue has left.
  const tooManyHere = await refuseBeyond(effects, named(VENUE_LIMITS, at.id), 'verify#');
  if (tooManyHere) return tooManyHere;
  return verify(effects, at, code);
}

export const handler = endpoint(handle, () => createVerifyingEffects(awsWorld()));

async function verify(effects: VerifyingEffects, at: AtTheCounter, code: string): Promise<Response> {
  const now = effects.world.clock.now();
  const trust = await effects.trust.read();
  const { jurisdiction, scene } = at.venue;
  const time = { kind: 'known', now, memory: { offsetMs: 0, newest: now } } as const;
  const seen = verifyShowing(code, { jurisdiction, scene }, trust, time, TRUST_MEANS);
  if (seen.kind === 'not-a-code') return answered({ kind: seen.kind, reason: seen.of });
  const credential = isAboutNow(seen) ? credentialIn(code) : undefined;
  if (!credential) return answered(plain(seen));

  const showing = lockOf(code, credential, at);
  // Whoever is staff at two venues asks twice, and the citizen reads where.
  const claim = await effects.answered.claim(showing, `${at.id} ${at.asker}`);
  if (claim === 'taken') {
    const detail = 'Scan the code again: the phone shows a new one every ten seconds.';
    return problem('already-answered', { detail });
  }
  try {
    return answered(
      await secondOpinion(effects, { at, seen, credential, trust: trust!, isFirst: claim === 'first', now }),
    );
  } catch (error) {
    // Whoever asks again is to have the answer, and the citizen the line that says so.
    if (claim === 'first') await effects.answered.release(showing);
    throw error;
  }
}

/** What the phone that asks could not say by itself; all else is as true here as there. */
function isAboutNow(seen: Exclude<Verification, { kind: 'not-a-code' }>): boolean {
  if (seen.kind === 'admit') return true;
  if (seen.kind === 'refuse') return seen.reason === 'no-result-in-window';
  return ['renew', 'incomplete', 'newer-possible', 'undetermined'].includes(seen.reason);
}

/** A showing whose signatures hold, as it was seen at the counter. */
interface SeenAtCounter {
  at: AtTheCounter;
  seen: Verification;
  credential: Credential;
  trust: TrustList;
  /** Nobody has asked about this showing before. */
  isFirst: boolean;
  now: Instant;
}

async function secondOpinion(
  effects: VerifyingEffects,
  { at: { id, venue }, seen, credential, trust, isFirst, now }: SeenAtCounter,
): Promise<Verdict> {
  const { codes, looks, revocations } = effects;
  const [owner, isRevoked] = await Promise.all([codes.ownerOf(credential.id), revocations.has(credential.id)]);
  if (owner && isFirst) {
    const { citizen, guardian } = owner;
    await looks.write(citizen, { venue: { id, zh: venue.zh, en: venue.en }, how: 'code', guardian });
  }
  const renew: Verdict = { kind: 'ask-online', reason: 'renew' };
  // A code that we do not remember was signed by somebody else with our key, or is not worth more than a new one.
  if (!owner || isRevoked || (seen.kind === 'ask-online' && seen.reason === 'renew')) return renew;
  const policy = policyInForce(trust.policies, venue.jurisdiction, venue.scene, now);
  const known = await whatIsKnown(effects, owner.citizen, now);
  return known === 'nobody' ? renew : verdictNow(credential, policy, known, now);
}

/** `undefined`: the cache has lost it; `nobody`: there is no document, no consent, or all is to be deleted. */
async function whatIsKnown(
  { citizens, control, directory }: VerifyingEffects,
  owner: Parameters<VerifyingEffects['citizens']['read']>[0],
  now: Instant,
): Promise<KnownFacts | undefined | 'nobody'> {
  const connected = [...directory.configuration.connected];
  const [{ head, ...partition }, controls] = await Promise.all([citizens.read(owner), control.read(connected)]);
  if (!head) return undefined;
  const documents = showable(documentsOf(head));
  if (head.x || head.c === undefined || documents.length === 0) return 'nobody';
  return knownFacts(directory, { head, documents, ...partition }, controls, now);
}

/** Of a showing whose signatures hold. */
function credentialIn(code: string): Credential | undefined {
  const showing = readShowing(code);
  const cose = 'kind' in showing ? undefined : readCoseSign1(showing.credential, 'deterministic');
  return cose?.bare ? readCredential(cose.payload) : undefined;
}

/**
 * What is answered once. Whatever a scanner added around it, it is one showing. A printed code is the same each time and at
 * every gate, and a document is compared with it: it is told apart by who asks, so that it is answered wherever it is shown.
 */
function lockOf(code: string, { deviceKey }: Credential, { id, asker }: AtTheCounter): Uint8Array {
  const showing = readShowing(code);
  const written = 'kind' in showing ? code : writeShowing(showing);
  return Buffer.from(deviceKey ? written : `${written} ${id} ${asker}`);
}

/** Without what the phone shows: staff see it there. */
function plain(seen: Exclude<Verification, { kind: 'not-a-code' }>): Verdict {
  const { shown: _seenThere, ...verdict } = seen;
  return verdict;
}

function answered(verdict: Verdict | { kind: 'not-a-code'; reason: string }): Response {
  return {
    status: 200,
    body: 'until' in verdict ? { ...verdict, until: formatInstant(verdict.until) } : verdict,
  };
}
