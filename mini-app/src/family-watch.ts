/** FamilyWatch: those a person acts for: who they are, how each stands, and what is being done about one. */
import type { Dependent, DependentClaim, FamilyServer } from './family-server.ts';
import { createPoll } from './poll.ts';
import type { Trouble } from './trouble.ts';

export interface FamilyState {
  /** Absent until the server has said. */
  dependents?: Dependent[];
  sending: boolean;
  trouble?: Trouble;
}

export interface FamilyWatch {
  get(): FamilyState;
  subscribe(listener: () => void): () => void;
  show(): void;
  hide(): void;
  askNow(): Promise<void>;
  /** Whether it was taken. */
  add(claim: DependentClaim): Promise<boolean>;
  remove(id: string): Promise<void>;
  clear(): void;
  forget(): void;
}

export interface FamilyWatchSettings {
  server: FamilyServer;
  drawId(): Promise<string>;
  /** Somebody is confirmed: their code can be fetched. */
  onConfirmed(id: string): void;
  /** Somebody is no longer on the list: nothing of theirs stays on this phone. */
  onGone(id: string): void;
}

/** Where the server names no rhythm though somebody is still being checked. */
const STILL_CHECKING_MS = 2_000;

export function createFamilyWatch({ server, drawId, onConfirmed, onGone }: FamilyWatchSettings): FamilyWatch {
  let state: FamilyState = { sending: false };
  const listeners = new Set<() => void>();
  const tell = (changes: Partial<FamilyState>) => {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  };

  function take(dependents: Dependent[]): void {
    const before = state.dependents ?? [];
    tell({ dependents });
    for (const { id } of before) if (!dependents.some((each) => each.id === id)) onGone(id);
    for (const { id, state: standing } of dependents) if (standing === 'confirmed') onConfirmed(id);
  }

  const poll = createPoll(async (cancellation) => {
    const reply = await server.family();
    if (cancellation.cancelled) return null;
    if (reply.kind !== 'ok') {
      // A refusal of what was just sent is told until the next try.
      if (state.trouble?.kind !== 'problem') tell({ trouble: reply });
      return null;
    }
    const { dependents, pollAfterMs } = reply.value;
    take(dependents);
    tell({ trouble: state.trouble?.kind === 'problem' ? state.trouble : undefined });
    return dependents.some((each) => each.state === 'checking') ? (pollAfterMs ?? STILL_CHECKING_MS) : pollAfterMs;
  });

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: () => poll.show(),
    hide: () => poll.hide(),
    askNow() {
      tell({ trouble: undefined });
      return poll.askNow();
    },
    async add(claim) {
      if (state.sending) return false;
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
      tell({ trouble: undefined, dependents: state.dependents?.filter((each) => each.id !== id) });
      onGone(id);
    },
    clear: () => tell({ trouble: undefined }),
    forget() {
      poll.hide();
      tell({ dependents: undefined, trouble: undefined, sending: false });
    },
  };
}
