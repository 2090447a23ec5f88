/** Delays of a source: log-normal, so that half are near the median and a few are long; repeatable from a seed. */

/** How far the tail reaches: the slowest 1 % take about 3.2 times the median. */
const SIGMA = 0.5;
/** Nothing that is well takes longer than this many medians. */
const LONGEST = 8;

/** A generator of 0 ≤ x < 1 (mulberry32); the same seed and name give the same sequence. */
export function seededRandom(seed: number, name: string): () => number {
  let state = seed >>> 0;
  for (const character of name) state = (Math.imul(state, 31) + character.codePointAt(0)!) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One delay in milliseconds around `medianMs` (Box–Muller). */
export function drawDelay(medianMs: number, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return medianMs * Math.min(LONGEST, Math.exp(SIGMA * normal));
}
