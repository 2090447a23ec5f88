/** At the counter: who asks, by a session of their own or at a desk that somebody paired; and whether they may, at this venue, now. */
import { bearerToken, sessionMissing, sessionOver } from '../door/authorise.ts';
import type { Request, Response } from '../door/request.ts';
import type { Effects } from '../effects/effects.ts';
import type { AccountKey, VenueId, VenueItem } from '../effects/items.ts';
import { notStaff, standingAt } from './standing.ts';

type CounterEffects = Pick<Effects, 'sessions' | 'deskSessions' | 'desks' | 'venues'>;

export interface AtTheCounter {
  id: VenueId;
  venue: VenueItem;
  /** Who answers for it: a desk is its staff member's. */
  account: AccountKey;
  /** Tells one phone or desk from another. */
  asker: string;
}

export interface Asking {
  account: AccountKey;
  asker: string;
  /** A desk's: it may ask for no other, and only while whoever paired it is the staff that they were then. */
  desk?: { venue: VenueId; staffKey: string };
}

export async function whoAsks(
  { sessions, deskSessions, desks }: CounterEffects,
  request: Request,
): Promise<{ asking: Asking } | { problem: Response }> {
  const token = bearerToken(request);
  if (!token) return { problem: sessionMissing() };
  const session = await sessions.open(token);
  if (session) return { asking: { account: session.account, asker: `account#${session.account}` } };
  const at = await deskSessions.open(token);
  const paired = at && (await desks.read(at.desk));
  if (!paired || paired.venue !== at.venue) return { problem: sessionOver() };
  return { asking: { account: paired.by, asker: `desk#${at.desk}`, desk: paired } };
}

/** Looked up with every request: whoever was removed, and every desk of theirs, is out at once. */
export async function mayAskAt(
  effects: CounterEffects,
  { account, asker, desk }: Asking,
  id: string,
): Promise<AtTheCounter | { problem: Response }> {
  if (desk && desk.venue !== id) return { problem: notStaff() };
  const standing = await standingAt(effects, account, id);
  if ('problem' in standing) return standing;
  if (desk && desk.staffKey !== standing.staff.key) return { problem: notStaff() };
  return { id: standing.id, venue: standing.venue, account, asker };
}
