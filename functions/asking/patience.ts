/** Patience: for how long a question may be under way before nobody waits for it any more. */
import type { SourceFile } from '../../protocols/index.ts';

export const PATIENCE_MS = 60_000;

/** Calls that a question about somebody's results makes where nothing has to be repeated: a task is submitted and polled once. */
export function callsOf(source: SourceFile): number {
  return source.results.reduce((sum, { task }) => sum + (task ? 2 : 1), 0);
}

/** The part of a source's limit that questions about results may use; the shares are kept for others. */
export function shareOfResults({ limits }: SourceFile): number {
  return 1 - Object.values(limits.shares).reduce((sum, share) => sum + share, 0);
}
