/** Desks of tests: one that waits, and one that staff have paired. */
import { doors } from './at-the-doors.ts';
import type { Answered } from './doors.ts';
import type { TestVenue } from './venues.ts';

export interface TestDesk {
  id: string;
  secret: string;
}

export async function newDesk(): Promise<TestDesk> {
  const { id, secret } = (await doors.call('POST', '/desks', { body: {} })).body;
  return { id, secret };
}

export function pairDesk(id: string, token: string, venue: string): Promise<Answered> {
  return doors.call('PUT', `/desks/${id}`, { token, body: { venue } });
}

export function enterDesk({ id, secret }: TestDesk): Promise<Answered> {
  return doors.call('POST', `/desks/${id}/sessions`, { body: { secret } });
}

/** Paired by the venue's staff; `token`: the desk's own. */
export async function pairedDesk({ id, staff }: TestVenue): Promise<TestDesk & { token: string }> {
  const desk = await newDesk();
  await pairDesk(desk.id, staff, id);
  return { ...desk, token: (await enterDesk(desk)).body.token };
}
