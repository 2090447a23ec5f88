/** BindingWatch: a document on its way from the form to bound; asks the server in its rhythm while the page is seen. */
import { createFollowed, type Followed } from '../followed/followed.ts';
import type { Reply, Trouble } from '../http/trouble.ts';
import type { Identity } from '../server/answers.ts';
import type { IdentityClaim, Server } from '../server/server.ts';
import { createPoll } from './poll.ts';

export interface Binding {
  step: 'form' | 'sending' | 'checking' | 'failed' | 'bound';
  /** Documents are there already: this one is a further one. */
  adding: boolean;
  trouble?: Trouble;
}

export interface BindingWatch extends Followed<Binding> {
  /** A fresh form, unless a check is still under way at the server. */
  open(): void;
  submit(claim: IdentityClaim): Promise<void>;
  show(): void;
  hide(): void;
  askNow(): Promise<void>;
}

/** Where the server names no rhythm though it is still checking. */
const STILL_CHECKING_MS = 2_000;

export function createBindingWatch(server: Pick<Server, 'identity' | 'bind'>): BindingWatch {
  const { get, subscribe, tell } = createFollowed<Binding>({ step: 'form', adding: false });
  /** This page has sent a claim, so the next word of the server is about it and not about an earlier one. */
  let sent = false;

  function take(reply: Reply<Identity>): number | null {
    if (reply.kind !== 'ok') {
      tell({ trouble: reply, step: get().step === 'sending' ? 'form' : get().step });
      return null;
    }
    const { state, documents, pollAfterMs } = reply.value;
    const told = state === 'checking' || (sent && state !== 'none') ? state : 'form';
    if (state === 'checking') sent = true;
    tell({ trouble: undefined, adding: documents.length > 0, step: told });
    return state === 'checking' ? (pollAfterMs ?? STILL_CHECKING_MS) : null;
  }

  const poll = createPoll(async (cancellation) => {
    const reply = await server.identity();
    // While a claim is being sent, an answer from before it says nothing about it.
    return cancellation.cancelled || get().step === 'sending' ? null : take(reply);
  });

  return {
    get,
    subscribe,
    open() {
      sent = false;
      tell({ step: 'form', trouble: undefined });
    },
    async submit(claim) {
      poll.hide();
      sent = true;
      tell({ step: 'sending', trouble: undefined });
      if (take(await server.bind(claim)) !== null) poll.show();
    },
    show: () => poll.show(),
    hide: () => poll.hide(),
    askNow: () => poll.askNow(),
  };
}
