/** FamilyWatch: those a person acts for: who they are, how each stands, and what is being done about one. */
import { HOUR_MS, type Instant } from '../../../core/index.ts';
import { createFollowed, type Followed } from '../followed/followed.ts';
import { isObject } from '../http/reading.ts';
import type { Trouble } from '../http/trouble.ts';
import type { Platform } from '../phone/platform-contract.ts';
import type { Dependent, DependentClaim, FamilyServer } from '../server/family-server.ts';
import { createPoll } from './poll.ts';

export interface Member {
  id: string;
  /** Masked. */
  name: string;
}

export interface FamilyState {
  /** Absent until the server has said. */
  dependents?: Dependent[];
  /** Those confirmed when the server said last, be it in an earlier run: whose codes a family shows. */
  members: readonly Member[];
  sending: boolean;
  trouble?: Trouble;
}

export interface FamilyWatch extends Followed<FamilyState> {
  show(): void;
  hide(): void;
  askNow(): Promise<void>;
  /** Codes have been shown: now the list is asked for, if it is old; `all`: of everybody, so whose code is missing is fetched in any case. */
  shown(all: boolean): Promise<void>;
  /** Whether it was taken. */
  add(claim: DependentClaim): Promise<boolean>;
  remove(id: string): Promise<void>;
  clear(): void;
  forget(): void;
}

export interface FamilyWatchSettings {
  server: FamilyServer;
  phone: Pick<Platform, 'remember' | 'recall' | 'forget'>;
  now(): Instant;
  /** Of whom something lies on this phone. */
  held(): string[];
  drawId(): Promise<string>;
  /** Somebody is confirmed: their code can be fetched. */
  onConfirmed(id: string): void;
  /** Somebody is not on the list, as of now or since an earlier run: nothing of theirs stays on this phone. */
  onGone(id: string): void;
}

/** Where the server names no rhythm though somebody is still being checked. */
const STILL_CHECKING_MS = 2_000;
/** Where codes are shown the list is asked for no more often. */
const LIST_STANDS_MS = 12 * HOUR_MS;
const KEY = 'family';

export function createFamilyWatch(settings: FamilyWatchSettings): FamilyWatch {
  const { server, phone, now, held, drawId, onConfirmed, onGone } = settings;
  let { members, saidAt } = keptFamily(phone.recall(KEY));
  const { get, subscribe, tell } = createFollowed<FamilyState>({ sending: false, members });

  function take(dependents: Dependent[]): void {
    const before = [...(get().dependents ?? []).map(({ id }) => id), ...held()];
    saidAt = now();
    keep(dependents);
    before
      .filter((id, at) => before.indexOf(id) === at && !dependents.some((each) => each.id === id))
      .forEach((id) => {
        onGone(id);
      });
    for (const { id } of members) onConfirmed(id);
  }

  function keep(dependents: Dependent[]): void {
    members = dependents.filter((each) => each.state === 'confirmed').map(({ id, name }) => ({ id, name }));
    phone.remember(KEY, { members, saidAt });
    tell({ dependents, members });
  }

  const poll = createPoll(async (cancellation) => {
    const reply = await server.family();
    if (cancellation.cancelled) return null;
    if (reply.kind !== 'ok') {
      // A refusal of what was just sent is told until the next try.
      if (get().trouble?.kind !== 'problem') tell({ trouble: reply });
      return null;
    }
    const { dependents, pollAfterMs } = reply.value;
    take(dependents);
    tell({ trouble: get().trouble?.kind === 'problem' ? get().trouble : undefined });
    return dependents.some((each) => each.state === 'checking') ? (pollAfterMs ?? STILL_CHECKING_MS) : pollAfterMs;
  });

  return {
    get,
    subscribe,
    show: () => poll.show(),
    hide: () => poll.hide(),
    askNow() {
      tell({ trouble: undefined });
      return poll.askNow();
    },
    async shown(all) {
      if (members.length === 0 && held().length === 0) return;
      const isOld = saidAt === undefined || Math.abs(now() - saidAt) >= LIST_STANDS_MS;
      if (isOld) return poll.askNow();
      if (all) for (const { id } of members) onConfirmed(id);
    },
    async add(claim) {
      if (get().sending) return false;
      tell({ sending: true, trouble: undefined });
      const reply = await server.addDependent(await drawId(), claim);
      tell({ sending: false, trouble: reply.kind === 'ok' ? undefined : reply });
      if (reply.kind !== 'ok') return false;
      void poll.askNow();
      return true;
    },
    async remove(id) {
      const reply = await server.removeDependent(id);
      const gone = reply.kind === 'ok' || (reply.kind === 'problem' && reply.problem === 'dependent-unknown');
      if (!gone) return tell({ trouble: reply });
      tell({ trouble: undefined });
      const { dependents } = get();
      if (dependents) keep(dependents.filter((each) => each.id !== id));
      onGone(id);
    },
    clear: () => tell({ trouble: undefined }),
    forget() {
      poll.hide();
      [members, saidAt] = [[], undefined];
      phone.forget(KEY);
      tell({ dependents: undefined, members, trouble: undefined, sending: false });
    },
  };
}

/** What an earlier run has kept, as far as it makes sense. */
function keptFamily(kept: unknown): { members: readonly Member[]; saidAt: number | undefined } {
  if (!isObject(kept) || !Array.isArray(kept.members)) return { members: [], saidAt: undefined };
  const isMember = (each: unknown): each is Member =>
    isObject(each) && typeof each.id === 'string' && typeof each.name === 'string';
  return { members: kept.members.filter(isMember), saidAt: typeof kept.saidAt === 'number' ? kept.saidAt : undefined };
}
