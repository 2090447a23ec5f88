/** A manager invites somebody; who holds the link first is staff, so it is shown to one person. */
import { formatInstant } from '../../core/index.ts';
import { refuseTooMany } from '../door/attempts-left.ts';
import type { Request, Response } from '../door/request.ts';
import type { VenueEffects } from '../effects/for-venues.ts';
import type { VenueId } from '../effects/items.ts';
import type { Session } from '../effects/sessions.ts';
import type { Standing } from '../effects/venues.ts';
import { MAKING_LIMITS } from './limits.ts';

export async function invite(
  effects: VenueEffects,
  request: Request,
  { account }: Session,
  { id, staff }: { id: VenueId } & Standing,
): Promise<Response> {
  const tooMany = await refuseTooMany(effects, account, request, MAKING_LIMITS, 'invite#');
  if (tooMany) return tooMany;
  const { invitation, expiresAt } = await effects.invitations.give(id, 'staff', account);
  await effects.acts.note(`venue#${id}`, { act: 'staff-invited', by: staff.key });
  const link = invitationLink(effects.h5Origin, id, invitation);
  return { status: 201, body: { invitation, link, expiresAt: formatInstant(expiresAt) } };
}

/** Behind `#`, so that no server sees it. */
export function invitationLink(h5Origin: string, venue: VenueId, invitation: string): string {
  return `${h5Origin}/#/staff/pages/join/index?venue=${venue}&invitation=${invitation}`;
}
