/**
 * POST /receipts 被拒绝凭条: signs that somebody was turned away, for what and where, without saying who. One a citizen, venue
 * and day; it is counted without the citizen and kept by nobody but them.
 */
import { randomBytes } from 'node:crypto';
import { DAY_MS, formatInstant, type Instant } from '../core/index.ts';
import { type ReceiptVenue, writeReceipt } from '../core/share-code/receipt.ts';
import { statementLink } from '../core/share-code/statement.ts';
import { authorise } from './door/authorise.ts';
import { refuseMethod } from './door/methods.ts';
import { problem } from './door/problem.ts';
import type { Request, Response } from './door/request.ts';
import { awsWorld } from './effects/aws-world.ts';
import { createReceiptEffects, type ReceiptEffects } from './effects/for-receipts.ts';
import type { VenueId } from './effects/items.ts';
import { withoutContent } from './effects/log.ts';
import { TOLD } from './effects/receipts.ts';
import { endpoint } from './endpoint.ts';
import { refuseTooMany } from './identity/attempts-left.ts';
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
  const id = randomBytes(8).toString('hex');
  const payload = writeReceipt({ id, complaint, venue, jurisdiction, scene, refusedAt, issuedAt: now });
  const signed = await effects.signer.sign('receipt', payload);
  const day = dayOf(refusedAt);
  if (
    !(await effects.receipts.claim(
      own.citizen,
      venue.kind === 'known' ? venue.id : `~${venue.name.normalize('NFKC').toLowerCase()}`,
      day,
    ))
  )
    return problem('receipt-given', {
      detail: 'Show the one that this phone keeps; there is one for each venue and day.',
    });
  const counted = { jurisdiction, venue: venue.kind === 'known' ? (venue.id as VenueId) : TOLD } as const;
  // It is the citizen's whether or not it is counted.
  await effects.receipts
    .count(day, counted, complaint)
    .catch((error) => effects.log('receipt-uncounted', withoutContent(error)));
  return { status: 201, body: { link: statementLink(effects.h5Origin, 'receipt', signed) } };
}

export const handler = endpoint(handle, () => createReceiptEffects(awsWorld()));

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

/** In Beijing. */
const dayOf = (at: Instant) => formatInstant(at).slice(0, 10);
