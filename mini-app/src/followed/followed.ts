/** Followed: a state that pages follow: read at any time, and told to them whenever it is another. */
export interface Followed<State> {
  get(): State;
  /** As React's useSyncExternalStore wants it; gives back what ends it. */
  subscribe(listener: () => void): () => void;
}

export interface Following<State> extends Followed<State> {
  set(next: State): void;
  /** All but these changes stays. */
  tell(changes: Partial<State>): void;
}

export function createFollowed<State extends object>(first: State): Following<State> {
  let state = first;
  const listeners = new Set<() => void>();
  const set = (next: State) => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set,
    tell: (changes) => set({ ...state, ...changes }),
  };
}
