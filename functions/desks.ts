/** /desks: a counter with a browser shows itself to be paired, staff pair it, and it signs in again and again until its twelve hours are over. */
import * as v from 'valibot';
import { formatInstant } from '../core/index.ts';
import { refuseTooMany } from './door/attempts-left.ts';
import { authorise } from './door/authorise.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import { problem } from './door/problem.ts';
import type { Request, Response } from './door/request.ts';
import { text, validate } from './door/validate.ts';
import { awsWorld } from './effects/aws-world.ts';
import { createDeskEffects, type DeskEffects } from './effects/for-desks.ts';
import type { DeskId } from './effects/items.ts';
import { DESK_LIMITS, PAIRING_LIMITS } from './venues/limits.ts';
import { standingAt } from './venues/standing.ts';
import { writtenVenue } from './venues/written-venue.ts';

/** How often a desk looks whether somebody has paired it. */
const POLL_MS = 2_000;
/** A path may hold anything, and a key of the table may not. */
const DESK_ID = /^[\w-]{22}$/;
const PAIRING = v.object({ venue: text('Send an id of GET /venues.', 1, 16) });
const ENTERING = v.object({ secret: text('Send the secret that POST /desks gave.', 1, 64) });

export async function handle(effects: DeskEffects, request: Request): Promise<Response> {
  const { id } = request.parameters;
  const isEntering = request.path.endsWith('/sessions');
  const refused = refuseMethod(request, [id === undefined || isEntering ? 'POST' : 'PUT']);
  if (refused) return refused;
  if (id === undefined) return open(effects, request);
  if (!DESK_ID.test(id)) return deskUnknown();
  return isEntering ? enter(effects, request, id) : pair(effects, request, id);
}

export const handler = endpoint(handle, () => createDeskEffects(awsWorld()));

/** Nobody has signed in there yet, and nobody who opens one may do anything with it. */
async function open(effects: DeskEffects, request: Request): Promise<Response> {
  const tooMany = await refuseTooMany(effects, undefined, request, DESK_LIMITS, 'desk#');
  if (tooMany) return tooMany;
  const { id, secret, pairBy } = await effects.desks.open();
  return { status: 201, body: { id, secret, pairBy: formatInstant(pairBy), pollAfterMs: POLL_MS } };
}

async function pair(effects: DeskEffects, request: Request, id: string): Promise<Response> {
  const authorised = await authorise(effects.sessions, request);
  if ('problem' in authorised) return authorised.problem;
  const valid = validate(PAIRING, request.body);
  if ('problem' in valid) return valid.problem;
  const { account } = authorised.session;
  const tooMany = await refuseTooMany(effects, account, request, PAIRING_LIMITS, 'pair#');
  if (tooMany) return tooMany;
  const standing = await standingAt(effects, account, valid.value.venue);
  if ('problem' in standing) return standing.problem;
  const outcome = await effects.desks.pair(id, { venue: standing.id, by: account, staffKey: standing.staff.key });
  if (outcome === 'unknown') return deskUnknown();
  if (outcome === 'taken') {
    return problem('desk-paired', { detail: 'Load the page at the desk anew, and scan the code that it shows then.' });
  }
  effects.log('desk-paired', { venue: standing.id });
  await effects.acts.note(`venue#${standing.id}`, { act: 'desk-paired', by: standing.staff.key });
  return { status: 204 };
}

async function enter(effects: DeskEffects, request: Request, id: string): Promise<Response> {
  const valid = validate(ENTERING, request.body);
  if ('problem' in valid) return valid.problem;
  const { desks, deskSessions, directory, venues } = effects;
  const paired = await desks.enter(id, valid.value.secret);
  if (!paired) return deskUnknown();
  if (paired === 'waiting') return { status: 202, body: { state: 'waiting', pollAfterMs: POLL_MS } };
  const standing = await venues.standingOf(paired.venue, paired.by);
  // Removed since: the desk is nobody's, and starts again.
  if (standing?.staff.key !== paired.staffKey) return deskUnknown();
  const { token, expiresAt } = await deskSessions.give({ desk: id as DeskId, venue: paired.venue });
  return {
    status: 200,
    body: {
      state: 'paired',
      token,
      expiresAt: formatInstant(expiresAt),
      until: formatInstant(paired.until),
      venue: writtenVenue(directory, paired.venue, standing.venue),
    },
  };
}

/** Of no such id, of another secret, over, or its member of staff removed: it is told alike. */
function deskUnknown(): Response {
  return problem('desk-unknown', { detail: 'Load the page at the desk anew, and have staff scan what it shows.' });
}
