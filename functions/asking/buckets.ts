/** Buckets: counts by size, so that a median over thousands is kept in eight numbers. */

/** Upper bounds of `d0` … `d6` in milliseconds; `d7` holds what took longer. */
export const DURATIONS_MS = [100, 200, 400, 800, 1_600, 3_200, 6_400] as const;
/** Upper bounds of `l0` … `l6` in hours; `l7` holds what came later. */
export const LATENESS_HOURS = [0.5, 1, 2, 4, 8, 16, 32] as const;

/** The name of the bucket that counts a value. */
export function bucketOf<K extends 'd' | 'l'>(kind: K, bounds: readonly number[], value: number): `${K}${number}` {
  const at = bounds.findIndex((bound) => value <= bound);
  return `${kind}${at < 0 ? bounds.length : at}`;
}

/**
 * The median of what was counted, as if each bucket were filled evenly; the last has no end and counts as its beginning.
 * `undefined` for fewer than `least`.
 */
export function medianOf(counts: readonly number[], bounds: readonly number[], least = 1): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total < least) return undefined;
  let before = 0;
  for (const [at, bound] of bounds.entries()) {
    const count = counts[at] ?? 0;
    const from = at === 0 ? 0 : bounds[at - 1]!;
    if (before + count >= total / 2) return from + ((total / 2 - before) / count) * (bound - from);
    before += count;
  }
  return bounds.at(-1);
}
