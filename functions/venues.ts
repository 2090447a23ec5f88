/** /venues: where an account is staff, who else is, invitations, and the signed poster. */
import { formatInstant, instantOf } from '../core/index.ts';
import { refuseTooMany } from './door/attempts-left.ts';
import { authorise } from './door/authorise.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import { problem } from './door/problem.ts';
import type { Request, Response } from './door/request.ts';
import { awsWorld } from './effects/aws-world.ts';
import { createVenueEffects, type VenueEffects } from './effects/for-venues.ts';
import type { VenueId } from './effects/items.ts';
import type { Session } from './effects/sessions.ts';
import type { Standing } from './effects/venues.ts';
import { invite } from './venues/invite.ts';
import { join } from './venues/join.ts';
import { MAKING_LIMITS } from './venues/limits.ts';
import { signPoster } from './venues/sign-poster.ts';
import { standingAt } from './venues/standing.ts';
import { writtenVenue } from './venues/written-venue.ts';

type At = { id: VenueId } & Standing;

export async function handle(effects: VenueEffects, request: Request): Promise<Response> {
  const { id, key } = request.parameters;
  const [, , , part] = request.path.split('/');
  const refused = refuseMethod(request, methodsOf(part, key));
  if (refused) return refused;
  const authorised = await authorise(effects.sessions, request);
  if ('problem' in authorised) return authorised.problem;
  const { session } = authorised;
  if (id === undefined) return list(effects, session);
  if (part === 'staff' && request.method === 'PUT') return join(effects, request, session, id);
  // Whoever stops working somewhere may say so without a manager.
  const at = await standingAt(effects, session.account, id, request.method === 'DELETE' ? 'staff' : 'manager');
  if ('problem' in at) return at.problem;
  if (part === 'invitations') return invite(effects, request, session, at);
  if (part === 'poster') return poster(effects, request, session, at);
  return key === undefined ? listStaff(effects, session, at) : remove(effects, at, key);
}

export const handler = endpoint(handle, () => createVenueEffects(awsWorld()));

function methodsOf(part: string | undefined, key: string | undefined): string[] {
  if (part === 'invitations') return ['POST'];
  if (part === 'staff') return key === undefined ? ['GET', 'PUT'] : ['DELETE'];
  return ['GET'];
}

async function list({ directory, venues }: VenueEffects, { account }: Session): Promise<Response> {
  const standings = await venues.ofAccount(account);
  const written = standings.map(({ id, venue, staff: { role, key } }) => ({
    ...writtenVenue(directory, id, venue),
    role,
    key,
  }));
  return { status: 200, body: { venues: written.sort((a, b) => (a.zh < b.zh ? -1 : 1)) } };
}

/** Nobody's name: a manager asks a colleague for the key that they see on their own page. */
async function listStaff({ venues }: VenueEffects, { account }: Session, { id }: At): Promise<Response> {
  const everybody = (await venues.staffOf(id)).sort((a, b) => a.since - b.since);
  const staff = everybody.map(({ key, role, since, account: whose }) => ({
    key,
    role,
    since: formatInstant(instantOf(since)),
    you: whose === account,
  }));
  return { status: 200, body: { staff } };
}

async function remove({ acts, log, venues }: VenueEffects, { id, staff }: At, key: string): Promise<Response> {
  if (staff.role !== 'manager' && staff.key !== key) {
    return problem('not-manager', { detail: 'Ask a manager of this venue to do it.' });
  }
  const whom = (await venues.staffOf(id)).find((each) => each.key === key);
  if (!whom) return problem('staff-unknown', { detail: 'Take the key from GET /venues/{id}/staff.' });
  if ((await venues.remove(id, whom.account)) === 'last-manager') {
    return problem('last-manager', { detail: 'Have operators invite another manager first.' });
  }
  log('staff-removed', { venue: id });
  await acts.note(`venue#${id}`, { act: 'staff-removed', by: staff.key, what: key });
  return { status: 204 };
}

async function poster(
  effects: VenueEffects,
  request: Request,
  { account }: Session,
  { id, venue, staff }: At,
): Promise<Response> {
  const tooMany = await refuseTooMany(effects, account, request, MAKING_LIMITS, 'poster#');
  if (tooMany) return tooMany;
  const { link, expiresAt } = await signPoster(effects, id, venue, staff.key);
  return { status: 200, body: { link, expiresAt: formatInstant(expiresAt) } };
}
