/** whenChanged: says when what is read of several states has become another; gives back what ends it. */
import type { Followed } from './followed.ts';

/** `read` gives the parts that matter, always as many; of what else changes nobody is told. */
export function whenChanged(
  states: readonly Pick<Followed<unknown>, 'subscribe'>[],
  read: () => readonly unknown[],
  changed: () => void,
): () => void {
  let before = read();
  function look() {
    const now = read();
    if (now.every((part, at) => part === before[at])) return;
    before = now;
    changed();
  }
  const ends = states.map((state) => state.subscribe(look));
  return () => {
    for (const end of ends) end();
  };
}
