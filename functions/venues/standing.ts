/** Standing: what a session's account is at a venue, or the problem that it is nothing there, which reads alike for venues that there are not. */
import { problem } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import type { Effects } from '../effects/effects.ts';
import type { AccountKey, StaffRole, VenueId } from '../effects/items.ts';
import type { Standing } from '../effects/venues.ts';

/** A path may hold anything, and a key of the table may not. */
export function isVenueId(id: string): id is VenueId {
  return /^[a-z0-9]{8}$/.test(id);
}

/** Asked anew with every request: whoever was removed is nothing from then on. */
export async function standingAt(
  { venues }: Pick<Effects, 'venues'>,
  account: AccountKey,
  id: string,
  needed: StaffRole = 'staff',
): Promise<({ id: VenueId } & Standing) | { problem: Response }> {
  const standing = isVenueId(id) ? await venues.standingOf(id, account) : undefined;
  if (!standing || !isVenueId(id)) return { problem: notStaff() };
  if (needed === 'manager' && standing.staff.role !== 'manager') {
    return { problem: problem('not-manager', { detail: 'Ask a manager of this venue to do it.' }) };
  }
  return { id, ...standing };
}

export function notStaff(): Response {
  const detail = 'Ask a manager of this venue for an invitation, and open it.';
  return problem('not-staff', { field: 'venue', detail });
}
