/** Poll: asks in the server's rhythm while somebody looks; stops when hidden, asks once when shown. */
import { type Cancellation, createCancellation } from '../http/cancellation.ts';

export interface Poll {
  /** The page is seen: asks once. */
  show(): void;
  /** The page is hidden: gives up what is under way, which would die within seconds anyway. */
  hide(): void;
  /** A person asks: at once, unless an answer is under way already. Resolves when the answer is there. */
  askNow(): Promise<void>;
}

/**
 * `ask` gives back after how many ms to ask again, or `null` for not at all. It must not throw. `urged`: a person has
 * asked, not the rhythm.
 */
export function createPoll(ask: (cancellation: Cancellation, urged: boolean) => Promise<number | null>): Poll {
  let shown = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: { cancellation: ReturnType<typeof createCancellation>; done: Promise<void> } | undefined;

  async function run(cancellation: Cancellation, urged: boolean): Promise<void> {
    const again = await ask(cancellation, urged);
    if (cancellation.cancelled) return;
    underWay = undefined;
    if (shown && again !== null) timer = setTimeout(start, again, false);
  }

  function start(urged: boolean): Promise<void> {
    clearTimeout(timer);
    if (!underWay) {
      const cancellation = createCancellation();
      underWay = { cancellation, done: run(cancellation, urged) };
    }
    return underWay.done;
  }

  return {
    show() {
      shown = true;
      void start(false);
    },
    hide() {
      shown = false;
      clearTimeout(timer);
      underWay?.cancellation.cancel();
      underWay = undefined;
    },
    askNow: () => start(true),
  };
}
