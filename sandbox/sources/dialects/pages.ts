/** Pages: a part of the rows, or, under the fault `endless-pages`, a full page however far one asks. */
import type { HeldTest } from '../holdings.ts';
import type { Call } from '../simulator.ts';

/** More than anybody reads. */
export const ENDLESS = 1_000_000;

/** At most `size` rows from the `start`th on, counted from 0. */
export function rowsFrom(tests: HeldTest[], start: number, size: number, { fault }: Call): HeldTest[] {
  if (fault !== 'endless-pages' || tests.length === 0) return tests.slice(start, start + size);
  return Array.from({ length: size }, (_, at) => tests[(start + at) % tests.length]!);
}

/** How many rows it says there are. */
export function totalOf(tests: HeldTest[], { fault }: Call): number {
  return fault === 'endless-pages' && tests.length > 0 ? ENDLESS : tests.length;
}
