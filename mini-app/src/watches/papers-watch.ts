/** PapersWatch: the paper results of this person: what was added, how it stands, and what is being done about one. */
import { createFollowed, type Followed } from '../followed/followed.ts';
import type { Reply, Trouble } from '../http/trouble.ts';
import type { PaperClaim } from '../server/paper-claim.ts';
import type { PaperEntry, PaperServer } from '../server/paper-server.ts';
import { createPoll } from './poll.ts';

export interface Papers {
  /** Newest first; absent until the server has said. */
  papers?: PaperClaim[];
  /** An entry is on its way. */
  sending: boolean;
  /** The one that was added last. */
  added?: PaperClaim;
  trouble?: Trouble;
}

export interface PapersWatch extends Followed<Papers> {
  show(): void;
  hide(): void;
  askNow(): Promise<void>;
  /** Whether it was taken. */
  add(entry: PaperEntry): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** The reply, because its words belong beside the paper. */
  keepPhoto(id: string, photo: string): Promise<Reply<null>>;
  /** Another try begins: what was said of the last one is done with. */
  clear(): void;
  /** Somebody else holds the phone. */
  forget(): void;
}

export function createPapersWatch(server: PaperServer): PapersWatch {
  const { get, subscribe, tell } = createFollowed<Papers>({ sending: false });
  /** One in the list is another now. */
  const change = (id: string, to: (paper: PaperClaim) => PaperClaim | undefined) =>
    tell({
      papers: get()
        .papers?.map((paper) => (paper.id === id ? to(paper) : paper))
        .filter((paper) => paper !== undefined),
    });

  const poll = createPoll(async (cancellation) => {
    const reply = await server.papers();
    if (cancellation.cancelled) return null;
    if (reply.kind !== 'ok') {
      // A refusal of what was just added is told until the next try.
      if (get().trouble?.kind !== 'problem') tell({ trouble: reply });
      return null;
    }
    const { papers, pollAfterMs } = reply.value;
    tell({ papers, trouble: get().trouble?.kind === 'problem' ? get().trouble : undefined });
    return pollAfterMs;
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
    async add(entry) {
      if (get().sending) return false;
      tell({ sending: true, trouble: undefined, added: undefined });
      const reply = await server.addPaper(entry);
      if (reply.kind !== 'ok') {
        tell({ sending: false, trouble: reply });
        return false;
      }
      const { paper } = reply.value;
      const others = (get().papers ?? []).filter(({ id }) => id !== paper.id);
      tell({ sending: false, added: paper, papers: [paper, ...others] });
      void poll.askNow();
      return true;
    },
    async remove(id) {
      const reply = await server.removePaper(id);
      // What is no longer there is deleted as well.
      const gone = reply.kind === 'ok' || (reply.kind === 'problem' && reply.problem === 'paper-unknown');
      if (!gone) return tell({ trouble: reply });
      tell({ trouble: undefined, added: get().added?.id === id ? undefined : get().added });
      change(id, () => undefined);
    },
    async keepPhoto(id, photo) {
      const reply = await server.keepPhoto(id, photo);
      if (reply.kind === 'ok') change(id, (paper) => ({ ...paper, photo: true }));
      return reply;
    },
    clear: () => tell({ trouble: undefined, added: undefined }),
    forget() {
      poll.hide();
      tell({ papers: undefined, added: undefined, trouble: undefined, sending: false });
    },
  };
}
