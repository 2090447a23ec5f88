/** Methods: the answer to a method that a door does not have. */
import { problem } from './problem.ts';
import type { Request, Response } from './request.ts';

export function refuseMethod(request: Request, allowed: readonly string[]): Response | undefined {
  if (allowed.includes(request.method)) return undefined;
  return problem('method-unknown', { detail: `Use ${allowed.join(' or ')}.`, headers: { allow: allowed.join(', ') } });
}
