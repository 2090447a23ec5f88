/** Joins a venue's staff by an invitation: each once, before it ends, and while whoever gave it manages there. */
import * as v from 'valibot';
import { refuseTooMany } from '../door/attempts-left.ts';
import { problem } from '../door/problem.ts';
import type { Request, Response } from '../door/request.ts';
import { text, validate } from '../door/validate.ts';
import type { VenueEffects } from '../effects/for-venues.ts';
import type { Session } from '../effects/sessions.ts';
import { JOINING_LIMITS, MOST_STAFF } from './limits.ts';
import { isVenueId } from './standing.ts';
import { writtenVenue } from './written-venue.ts';

const SCHEMA = v.object({ invitation: text('Send the invitation as its link has it.', 1, 64) });

export async function join(
  effects: VenueEffects,
  request: Request,
  { account }: Session,
  id: string,
): Promise<Response> {
  const valid = validate(SCHEMA, request.body);
  if ('problem' in valid) return valid.problem;
  const tooMany = await refuseTooMany(effects, account, request, JOINING_LIMITS, 'join#');
  if (tooMany) return tooMany;
  if (!isVenueId(id)) return unknown();
  const { directory, invitations, venues } = effects;
  const { invitation } = valid.value;
  const [given, standing] = await Promise.all([invitations.read(id, invitation), venues.standingOf(id, account)]);
  // Whoever is staff already, and would become no more by it, spends nothing: a lost answer is asked for again.
  if (standing && (!given || given.role === 'staff' || standing.staff.role === 'manager')) {
    const { role, key } = standing.staff;
    return { status: 200, body: { venue: { ...writtenVenue(directory, id, standing.venue), role, key } } };
  }
  if (!given || (given.by && (await venues.roleOf(id, given.by)) !== 'manager')) return unknown();
  if (!standing && (await venues.staffOf(id)).length >= MOST_STAFF) {
    const detail = 'Ask the manager to remove somebody who no longer works there.';
    return problem('too-many-staff', { detail });
  }
  const staff = (await invitations.take(id, invitation)) ? await venues.appoint(id, account, given.role) : undefined;
  const venue = staff && (await venues.read(id));
  if (!staff || !venue) return unknown();
  effects.log('staff-joined', { venue: id, role: staff.role });
  const { role, key } = staff;
  await effects.acts.note(`venue#${id}`, { act: 'staff-joined', by: key, what: role });
  return { status: 200, body: { venue: { ...writtenVenue(directory, id, venue), role, key } } };
}

/** Wrong, used, over, given by somebody who no longer may, or for no venue at all: nobody is told which. */
function unknown(): Response {
  return problem('invitation-unknown', { field: '/invitation', detail: 'Ask the manager for a new invitation.' });
}
