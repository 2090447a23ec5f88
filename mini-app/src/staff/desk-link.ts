/**
 * DeskLink: how a computer at a counter comes to check for a venue: it shows a code, a staff member's own phone pairs it for
 * some hours, and it renews its short token until then. It is no person, keeps no person's session, and checks on offline.
 */
import type { Instant } from '../../../core/index.ts';
import { createFollowed, type Followed } from '../followed/followed.ts';
import { isObject } from '../http/reading.ts';
import type { Trouble } from '../http/trouble.ts';
import type { Platform } from '../phone/platform-contract.ts';
import type { Desk, StaffServer } from './staff-server.ts';
import { readStaffVenue, type StaffVenue } from './staff-venue.ts';

export type DeskState =
  | { kind: 'alone' }
  /** `pairBy` has to come before it is paired. */
  | { kind: 'waiting'; desk: Desk }
  | { kind: 'paired'; venue: StaffVenue; until: Instant; token?: string }
  /** The hours are over, or the staff member was removed. */
  | { kind: 'ended'; venue: StaffVenue };

export interface DeskLink extends Followed<DeskState & { trouble?: Trouble }> {
  /** A new code to be scanned. */
  begin(): Promise<void>;
  /** The token, while there is one. */
  token(): string | undefined;
  leave(): void;
  /** The page is seen, and no more. */
  show(): void;
  hide(): void;
}

interface DeskLinkSettings {
  server: Pick<StaffServer, 'newDesk' | 'deskSession'>;
  phone: Pick<Platform, 'remember' | 'recall' | 'forget'>;
  now(): Instant;
  /** The desk works there, whatever else was chosen in this browser meanwhile; told with each look. */
  onVenue(venue: StaffVenue): void;
}

const KEY = 'staff-desk';
const LOOK_EVERY_MS = 2_000;
/** Tokens live for half an hour. */
const RENEW_EVERY_MS = 20 * 60_000;
const TRY_AGAIN_MS = 60_000;

export function createDeskLink({ server, phone, now, onVenue }: DeskLinkSettings): DeskLink {
  const found = keptIn(phone.recall(KEY));
  const kept = found && found.until > now() ? found : undefined;
  let secret = kept?.secret;
  const { get, subscribe, set, tell } = createFollowed<DeskState & { trouble?: Trouble }>(
    kept ? { kind: 'paired', venue: kept.venue, until: kept.until } : { kind: 'alone' },
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = false;
  /** What answers to a former code is no answer to this one. */
  let turn = 0;
  const later = (run: () => void, ms: number) => {
    clearTimeout(timer);
    if (shown) timer = setTimeout(run, ms);
  };

  function end(): void {
    phone.forget(KEY);
    secret = undefined;
    const state = get();
    set(state.kind === 'paired' ? { kind: 'ended', venue: state.venue } : { kind: 'alone' });
  }

  async function look(): Promise<void> {
    if (!secret) return;
    const asked = get();
    if (asked.kind === 'waiting' && now() >= asked.desk.pairBy) return end();
    if (asked.kind === 'paired' && now() >= asked.until) return end();
    if (asked.kind === 'paired') onVenue(asked.venue);
    const mine = turn;
    const reply = await server.deskSession(secret);
    if (mine !== turn || !secret) return;
    if (reply.kind === 'problem' && reply.status < 500 && reply.status !== 429) return end();
    if (reply.kind !== 'ok') {
      tell({ trouble: reply });
      return later(look, get().kind === 'waiting' ? LOOK_EVERY_MS : TRY_AGAIN_MS);
    }
    if (reply.value.state === 'waiting') {
      tell({ trouble: undefined });
      return later(look, LOOK_EVERY_MS);
    }
    const { token, venue, until } = reply.value;
    // What survives a reload is who the desk is, never a token.
    phone.remember(KEY, { secret, venue, until });
    onVenue(venue);
    set({ kind: 'paired', venue, until, token });
    later(look, Math.max(LOOK_EVERY_MS, Math.min(RENEW_EVERY_MS, until - now())));
  }

  return {
    get,
    subscribe,
    async begin() {
      turn += 1;
      const mine = turn;
      const reply = await server.newDesk();
      if (mine !== turn) return;
      if (reply.kind !== 'ok') return tell({ trouble: reply });
      const desk = reply.value;
      secret = { id: desk.id, secret: desk.secret };
      set({ kind: 'waiting', desk });
      later(look, LOOK_EVERY_MS);
    },
    token() {
      const state = get();
      return state.kind === 'paired' ? state.token : undefined;
    },
    leave() {
      turn += 1;
      clearTimeout(timer);
      end();
    },
    show() {
      shown = true;
      void look();
    },
    hide() {
      shown = false;
      clearTimeout(timer);
    },
  };
}

function keptIn(
  value: unknown,
): { secret: Pick<Desk, 'id' | 'secret'>; venue: StaffVenue; until: Instant } | undefined {
  if (!isObject(value) || !isObject(value.secret) || typeof value.until !== 'number') return undefined;
  const { id, secret } = value.secret;
  const venue = readStaffVenue(value.venue);
  if (typeof id !== 'string' || typeof secret !== 'string' || !venue) return undefined;
  return { secret: { id, secret }, venue, until: value.until as Instant };
}
