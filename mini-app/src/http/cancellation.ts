/** Cancellation: gives up a request that nobody waits for any more; mini-programs have no AbortController. */

export interface Cancellation {
  readonly cancelled: boolean;
  /** Calls `stop` when cancelled, at once when it already is. */
  onCancel(stop: () => void): void;
}

export function createCancellation(): Cancellation & { cancel(): void } {
  let cancelled = false;
  const stops: (() => void)[] = [];
  return {
    get cancelled() {
      return cancelled;
    },
    onCancel(stop) {
      if (cancelled) stop();
      else stops.push(stop);
    },
    cancel() {
      if (cancelled) return;
      cancelled = true;
      for (const stop of stops) stop();
    },
  };
}
