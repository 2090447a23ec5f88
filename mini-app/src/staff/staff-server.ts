/** StaffServer: the calls of the staff's pages. Whatever they meet comes back as a value; nothing throws. */
import type { DocumentType, Instant } from '../../../core/index.ts';
import { parseInstant } from '../../../core/index.ts';
import { isObject, text } from '../http/reading.ts';
import type { Request } from '../http/request.ts';
import type { Reader, Session } from '../http/session.ts';
import { isTrouble, problemIn, type Reply } from '../http/trouble.ts';
import { type OnlineVerdict, readVerdict } from '../server/online-verdict.ts';
import { readStaffVenue, type StaffVenue } from './staff-venue.ts';
import type { Counts } from './tally-book.ts';

/** Of a venue, told to its managers. */
export interface StaffMember {
  /** By which the member can be removed; says nothing of who it is. */
  key: string;
  role: 'manager' | 'staff';
  since?: Instant;
  /** The one who asks. */
  you: boolean;
}

export interface Invitation {
  link: string;
  expiresAt: Instant;
}

export interface LookUpClaim {
  venue: string;
  name: string;
  document: { type: DocumentType; number: string };
  consent: { textVersion: string };
}
export type LookUp = { state: 'asking'; id: string; pollAfterMs: number } | { state: 'done'; verdict: OnlineVerdict };

/** A desk that waits for its staff; `secret` stays with it. */
export interface Desk {
  id: string;
  secret: string;
  pairBy: Instant;
}
export type DeskSession = { state: 'waiting' } | { state: 'paired'; token: string; venue: StaffVenue; until: Instant };

export interface StaffServer {
  venues(): Promise<Reply<StaffVenue[]>>;
  /** Asked again by whoever is staff it changes nothing. */
  join(venue: string, invitation: string): Promise<Reply<StaffVenue>>;
  staffOf(venue: string): Promise<Reply<StaffMember[]>>;
  invite(venue: string): Promise<Reply<Invitation>>;
  removeStaff(venue: string, key: string): Promise<Reply<null>>;
  poster(venue: string): Promise<Reply<Invitation>>;
  /** `token`: a desk's own, which is no person's. */
  verify(code: string, venue: string, token?: string): Promise<Reply<OnlineVerdict>>;
  signTally(
    tally: { venue: string; day: string; counts: Counts; phone: string },
    token?: string,
  ): Promise<Reply<string>>;
  pairDesk(desk: string, venue: string): Promise<Reply<null>>;
  /** The two calls of a desk itself: it is nobody yet. */
  newDesk(): Promise<Reply<Desk>>;
  deskSession(desk: Pick<Desk, 'id' | 'secret'>): Promise<Reply<DeskSession>>;
  lookUp(claim: LookUpClaim): Promise<Reply<LookUp>>;
  lookedUp(id: string): Promise<Reply<LookUp>>;
}

const POLL_AFTER_MS = 2_000;

export function createStaffServer(
  apiAddress: string,
  session: Pick<Session, 'ask' | 'sendOpenly' | 'replyOf'>,
): StaffServer {
  const at = (...path: string[]) => apiAddress + path.map((part) => `/${encodeURIComponent(part)}`).join('');
  const done = () => null;

  /** As nobody, or as a desk. A refused token is a problem like any other: a desk cannot sign in again by itself. */
  async function askedAs<T>(token: string | undefined, request: Request, reader: Reader<T>): Promise<Reply<T>> {
    const answer = await session.sendOpenly({ ...request, token });
    return !isTrouble(answer) && answer.status === 401 ? problemIn(answer) : session.replyOf(answer, reader);
  }

  return {
    venues: () => session.ask({ method: 'GET', url: at('venues') }, (body) => listOf(body, 'venues', readStaffVenue)),
    join: (venue, invitation) =>
      session.ask({ method: 'PUT', url: at('venues', venue, 'staff'), body: { invitation } }, (body) =>
        isObject(body) ? readStaffVenue(body.venue) : undefined,
      ),
    staffOf: (venue) =>
      session.ask({ method: 'GET', url: at('venues', venue, 'staff') }, (body) => listOf(body, 'staff', readMember)),
    invite: (venue) => session.ask({ method: 'POST', url: at('venues', venue, 'invitations') }, readInvitation),
    removeStaff: (venue, key) => session.ask({ method: 'DELETE', url: at('venues', venue, 'staff', key) }, done),
    poster: (venue) => session.ask({ method: 'GET', url: at('venues', venue, 'poster') }, readInvitation),
    verify(code, venue, token) {
      const request: Request = { method: 'POST', url: at('verifications'), body: { code, venue } };
      return token ? askedAs(token, request, readVerdict) : session.ask(request, readVerdict);
    },
    signTally(tally, token) {
      const request: Request = { method: 'POST', url: at('tallies'), body: tally };
      const reader = (body: unknown) => (isObject(body) ? text(body.link) : undefined);
      return token ? askedAs(token, request, reader) : session.ask(request, reader);
    },
    pairDesk: (desk, venue) => session.ask({ method: 'PUT', url: at('desks', desk), body: { venue } }, done),
    newDesk: () => askedAs(undefined, { method: 'POST', url: at('desks'), body: {} }, readDesk),
    deskSession: ({ id, secret }) =>
      askedAs(undefined, { method: 'POST', url: at('desks', id, 'sessions'), body: { secret } }, readDeskSession),
    lookUp: (claim) => session.ask({ method: 'POST', url: at('look-ups'), body: claim }, (body) => readLookUp(body)),
    lookedUp: (id) => session.ask({ method: 'GET', url: at('look-ups', id) }, (body) => readLookUp(body, id)),
  };
}

function listOf<T>(body: unknown, name: string, reader: (value: unknown) => T | undefined): T[] | undefined {
  const list = isObject(body) ? body[name] : undefined;
  if (!Array.isArray(list)) return undefined;
  // One that only a newer version can read must not hide the others.
  return list.map(reader).filter((each): each is T => each !== undefined);
}

const instant = (value: unknown) => (typeof value === 'string' ? parseInstant(value) : undefined);

function readMember(value: unknown): StaffMember | undefined {
  if (!isObject(value) || typeof value.key !== 'string') return undefined;
  const role = value.role === 'manager' ? 'manager' : 'staff';
  return { key: value.key, role, since: instant(value.since), you: value.you === true };
}

function readInvitation(value: unknown): Invitation | undefined {
  const expiresAt = isObject(value) ? instant(value.expiresAt) : undefined;
  const link = isObject(value) ? text(value.link) : undefined;
  return link !== undefined && expiresAt !== undefined ? { link, expiresAt } : undefined;
}

function readDesk(value: unknown): Desk | undefined {
  if (!isObject(value)) return undefined;
  const [id, secret, pairBy] = [text(value.id), text(value.secret), instant(value.pairBy)];
  return id && secret && pairBy !== undefined ? { id, secret, pairBy } : undefined;
}

function readDeskSession(value: unknown, status: number): DeskSession | undefined {
  if (status === 202) return { state: 'waiting' };
  if (!isObject(value)) return undefined;
  const [token, until] = [text(value.token), instant(value.until)];
  const venue = isObject(value.venue) ? readStaffVenue({ role: 'staff', ...value.venue }) : undefined;
  return token && venue && until !== undefined ? { state: 'paired', token, venue, until } : undefined;
}

function readLookUp(value: unknown, known?: string): LookUp | undefined {
  if (!isObject(value)) return undefined;
  if (value.state === 'done') {
    const verdict = readVerdict(value);
    return verdict && { state: 'done', verdict };
  }
  const id = text(value.id) ?? known;
  const pollAfterMs = Number(value.pollAfterMs) > 0 ? Number(value.pollAfterMs) : POLL_AFTER_MS;
  return id === undefined ? undefined : { state: 'asking', id, pollAfterMs };
}
