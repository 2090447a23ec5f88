/** LookUpRun: one look-up by document from the question to its verdict; what was typed is gone when it is over. */
import { createFollowed, type Followed } from '../followed/followed.ts';
import type { Trouble } from '../http/trouble.ts';
import type { OnlineVerdict } from '../server/online-verdict.ts';
import type { LookUpClaim, StaffServer } from './staff-server.ts';

export type LookUpState =
  | { kind: 'form'; trouble?: Trouble }
  | { kind: 'asking' }
  | { kind: 'done'; verdict: OnlineVerdict };

export interface LookUpRun extends Followed<LookUpState> {
  ask(claim: LookUpClaim): Promise<void>;
  /** The next person, or the page is left. */
  clear(): void;
}

/** Sources have at most a minute or so; somebody waits at a counter. */
const LONGEST_MS = 120_000;

export function createLookUpRun(
  server: Pick<StaffServer, 'lookUp' | 'lookedUp'>,
  wait: (ms: number) => Promise<void>,
): LookUpRun {
  const { get, subscribe, set } = createFollowed<LookUpState>({ kind: 'form' });
  let turn = 0;
  return {
    get,
    subscribe,
    async ask(claim) {
      if (get().kind === 'asking') return;
      turn += 1;
      const mine = turn;
      set({ kind: 'asking' });
      let reply = await server.lookUp(claim);
      let waited = 0;
      let misses = 0;
      while (mine === turn) {
        if (reply.kind !== 'ok') return set({ kind: 'form', trouble: reply });
        if (reply.value.state === 'done') return set({ kind: 'done', verdict: reply.value.verdict });
        const { id, pollAfterMs } = reply.value;
        if (waited >= LONGEST_MS) return set({ kind: 'form', trouble: { kind: 'timeout' } });
        await wait(pollAfterMs);
        waited += pollAfterMs;
        if (mine !== turn) return;
        const next = await server.lookedUp(id);
        // One answer lost on the way is asked for again.
        const lost = next.kind === 'offline' || next.kind === 'timeout';
        misses = lost ? misses + 1 : 0;
        if (!lost || misses > 3) reply = next;
      }
    },
    clear() {
      turn += 1;
      set({ kind: 'form' });
    },
  };
}
