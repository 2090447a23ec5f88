/** A policy as its file writes it. */
import type { Policy } from '../../core/index.ts';

export type PolicyEntry = Omit<Policy, 'effectiveFrom' | 'effectiveUntil'> & {
  effectiveFrom: string;
  effectiveUntil?: string;
  evidence: 'observed' | 'assumed';
  note?: string;
};

/** When it holds, in epoch milliseconds; without an end, for ever. */
export function periodOf({ effectiveFrom, effectiveUntil }: PolicyEntry): { from: number; until: number } {
  return {
    from: Date.parse(effectiveFrom),
    until: effectiveUntil === undefined ? Number.POSITIVE_INFINITY : Date.parse(effectiveUntil),
  };
}

export function overlap(a: PolicyEntry, b: PolicyEntry): boolean {
  const [one, other] = [periodOf(a), periodOf(b)];
  return one.from < other.until && other.from < one.until;
}
