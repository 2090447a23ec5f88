/** Statistics: medians and other quantiles, which one slow moment of the machine does not move. */

/** The value below which the part `share` (0 to 1) lies, between neighbours where it falls between them. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('there is nothing to take a quantile of');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)]!;
  return below + (sorted[Math.ceil(at)]! - below) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The median of ratios taken side by side: a slow moment of the machine meets both halves of a pair. */
export const medianRatio = (values: readonly number[], peers: readonly number[]): number =>
  median(values.map((value, at) => value / peers[at]!));
