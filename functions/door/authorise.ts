/** Authorise: a request's session, or the problem that says why there is none. */
import type { Session, Sessions } from '../effects/sessions.ts';
import { problem } from './problem.ts';
import type { Request, Response } from './request.ts';

export async function authorise(
  sessions: Sessions,
  request: Request,
): Promise<{ session: Session } | { problem: Response }> {
  const token = bearerToken(request);
  if (!token) return { problem: sessionMissing() };
  const session = await sessions.open(token);
  return session ? { session } : { problem: sessionOver() };
}

/** `undefined`: none, or nothing that looks like one of ours. */
export function bearerToken({ headers }: Request): string | undefined {
  return /^Bearer ([\w-]+(?:\.[\w-]*){4})$/i.exec(headers.authorization ?? '')?.[1];
}

export function sessionMissing(): Response {
  return problem('session-missing', {
    field: 'Authorization',
    detail: 'Sign in with POST /sessions and send the token as: Authorization: Bearer <token>.',
    headers: { 'www-authenticate': 'Bearer' },
  });
}

export function sessionOver(): Response {
  return problem('session-over', {
    field: 'Authorization',
    detail: 'Sign in again with POST /sessions.',
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  });
}
