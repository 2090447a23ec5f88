/** Turning: which of several codes is on the screen, and whether the next comes by itself. */

export interface Turning {
  at: number;
  /** The next comes by itself. */
  turns: boolean;
}

/** Long enough for a scanner and a glance, short enough for a queue. */
export const TURN_EVERY_MS = 4_000;
/** A finger that went less far has tapped. */
const SWIPE_PX = 50;

/** `by`: +1 to the next, -1 to the one before; round and round. Whoever turns by hand does not want it to turn away. */
export function turned({ at, turns }: Turning, by: number, all: number, byHand: boolean): Turning {
  return { at: all === 0 ? 0 : (at + by + all) % all, turns: turns && !byHand };
}

/** Where a finger's way leads: to the left is onward. Up and down is scrolling. */
export function swipe(from: { x: number; y: number }, to: { x: number; y: number }): -1 | 0 | 1 {
  const [across, along] = [to.x - from.x, to.y - from.y];
  if (Math.abs(across) < SWIPE_PX || Math.abs(across) < 2 * Math.abs(along)) return 0;
  return across < 0 ? 1 : -1;
}
