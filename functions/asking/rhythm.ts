/** Rhythm: when a phone should look again, so that thousands do not look at once and nobody looks for ever. */

/** Polls after the question: 0.6 s, then 1, 2, 4 and 8 s further on, eight in all. */
const STEPS_MS = [600, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000];
const JITTER = 0.2;
/** A poll that comes a little early is that poll, not the one before. */
const EARLY_MS = 150;
/** Nobody is sent back sooner than this, however near their turn is. */
const SOONEST_MS = 600;
const TURN_JITTER_MS = 400;

/** Milliseconds to the next poll of something asked for `elapsedMs`; null after the eighth. */
export function nextPollMs(elapsedMs: number, random: number): number | null {
  let at = 0;
  for (const step of STEPS_MS) {
    const jitter = step * JITTER * (2 * random - 1);
    if (at + step * (1 - JITTER) > elapsedMs + EARLY_MS) return Math.round(at + step + jitter - elapsedMs);
    at += step;
  }
  return null;
}

/** Leads to a promised turn: a little after it, never before. */
export function pollAtTurnMs(untilTurnMs: number, random: number): number {
  return Math.round(Math.max(untilTurnMs, SOONEST_MS) + TURN_JITTER_MS * random);
}
