/**
 * POST /receipts 被拒绝凭条: signs that somebody was turned away, for what and where, without saying who. One a citizen, venue
 * and day, and the same one for whoever asks again; it is counted once, without the citizen, and kept by nobody but them.
 */
import { randomBytes } from 'node:crypto';
import { DAY_MS, formatInstant, type Instant } from '../core/index.ts';
import { type Receipt, type ReceiptVenue, writeReceipt } from '../core/share-code/receipt.ts';
import { statementLink } from '../core/share-code/statement.ts';
import { refuseTooMany } from './door/attempts-left.ts';
import { authorise } from './door/authorise.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import { problem } from './door/problem.ts';
import type { Request, Response } from './door/request.ts';
import { awsWorld } from './effects/aws-world.ts';
import { createReceiptEffects, type ReceiptEffects } from './effects/for-receipts.ts';
import type { VenueId } from './effects/items.ts';
import { withoutContent } from './effects/log.ts';
import { type Given, type ReceiptOf, TOLD } from './effects/receipts.ts';
import { NoKeySigns } from './effects/signer.ts';
import { type ReceiptRequest, readReceiptRequest } from './receipts/receipt-request.ts';
import { readOwnHead } from './results/own-head.ts';

/** Nobody is turned away more often; and nobody fills the counters. */
export const RECEIPT_LIMITS = [{ who: 'account', most: 10, windowMs: DAY_MS }] as const;

export async function handle(effects: ReceiptEffects, request: Request): Promise<Response> {
  const refused = refuseMethod(request, ['POST']);
  if (refused) return refused;
  const authorised = await authorise(effects.sessions, request);
  if ('problem' in authorised) return authorised.problem;
  const { session } = authorised;
  const own = await readOwnHead(effects, session);
  if ('problem' in own) return own.problem;
  const now = effects.world.clock.now();
  const read = readReceiptRequest(request.body, (code) => effects.directory.jurisdictions.has(code as never), now);
  if ('problem' in read) return read.problem;
  const place = await placeOf(effects, read.wanted);
  if (!place) return problem('venue-unknown', { field: '/venue', detail: 'Send its name instead, as {"told": "…"}.' });
  const tooMany = await refuseTooMany(effects, session.account, request, RECEIPT_LIMITS, 'receipt#');
  if (tooMany) return tooMany;

  const { complaint, refusedAt } = read.wanted;
  const { venue, jurisdiction, scene } = place;
  const day = dayOf(refusedAt);
  const of = { citizen: own.citizen, venue: venue.kind === 'known' ? venue.id : toldAs(venue.name), day };
  const id = randomBytes(8).toString('hex');
  const { given, counted } = await effects.receipts.give(of, {
    id,
    complaint,
    jurisdiction,
    scene,
    refusedAt,
    issuedAt: now,
  });
  const signed = await signReceipt(effects, { ...given, venue }, now);
  // It is the citizen's whether or not it is counted.
  if (!counted)
    await count(effects, of, given, venue).catch((error) => effects.log('receipt-uncounted', withoutContent(error)));
  return { status: given.id === id ? 201 : 200, body: { link: statementLink(effects.h5Origin, 'receipt', signed) } };
}

export const handler = endpoint(handle, () => createReceiptEffects(awsWorld()));

/** Where the key that once signed it was revoked since, it is signed anew, as of now: nothing that the old one signed stands. */
async function signReceipt({ signer }: ReceiptEffects, receipt: Receipt, now: Instant): Promise<Uint8Array> {
  try {
    return await signer.sign('receipt', writeReceipt(receipt), receipt.issuedAt);
  } catch (error) {
    if (!(error instanceof NoKeySigns)) throw error;
    return signer.sign('receipt', writeReceipt({ ...receipt, issuedAt: now }), now);
  }
}

/** A registered venue has a place and a scene of its own, whatever was sent. */
async function placeOf(
  { venues }: ReceiptEffects,
  { venue, jurisdiction, scene }: ReceiptRequest,
): Promise<(Pick<ReceiptRequest, 'jurisdiction' | 'scene'> & { venue: ReceiptVenue }) | undefined> {
  if (typeof venue !== 'string') return { venue: { kind: 'told', name: venue.told }, jurisdiction, scene };
  const known = await venues.read(venue as VenueId);
  if (!known) return undefined;
  const { zh, en } = known;
  return { venue: { kind: 'known', id: venue, zh, en }, jurisdiction: known.jurisdiction, scene: known.scene };
}

/** So that a name that is told again is known; no venue's id is like it. */
const toldAs = (name: string) => `~${name.normalize('NFKC').toLowerCase()}`;

async function count(
  { receipts }: ReceiptEffects,
  of: ReceiptOf,
  { jurisdiction, complaint }: Given,
  venue: ReceiptVenue,
): Promise<void> {
  if (!(await receipts.mayCount(of))) return;
  const where = venue.kind === 'known' ? (venue.id as VenueId) : TOLD;
  await receipts.count(of.day, { jurisdiction, venue: where }, complaint);
}

/** In Beijing. */
const dayOf = (at: Instant) => formatInstant(at).slice(0, 10);
