/** Limits of paper results: what one citizen may keep, and how often an account may try. */
import { HOUR_MS } from '../../core/index.ts';
import type { Limit } from '../door/attempts-left.ts';
import { problem } from '../door/problem.ts';
import type { Response } from '../door/request.ts';

/** More than anybody is tested in a fortnight; all of them are read with every reading. */
export const MOST_PAPERS = 20;

/** Somebody who scans a worn paper again and again, and pictures each. Certificates cost a signature, photos two megabytes. */
export const PAPER_LIMITS: readonly Limit[] = [
  { who: 'account', most: 40, windowMs: HOUR_MS },
  { who: 'account', most: 120, windowMs: 24 * HOUR_MS },
  { who: 'address', most: 2_000, windowMs: HOUR_MS },
];

/** The answer to one more paper than that; adding one again that is kept already is none more. */
export function refuseOneMore(kept: number): Response | undefined {
  if (kept < MOST_PAPERS) return undefined;
  const detail = 'Remove a paper result that you no longer need with DELETE /paper-results/{id}.';
  return problem('too-many-papers', { detail });
}
