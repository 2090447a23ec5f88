/** Choose sources: who is to confirm a claim, by the proof that was given. */
import { NATIONAL } from '../../core/index.ts';
import type { Check, SourceFile } from '../../protocols/index.ts';
import type { Configuration } from '../effects/configuration.ts';
import type { IdentityRequest } from './request.ts';

/** The check that the request's proof allows; its name is also the strength it gives. */
export function checkOf(request: IdentityRequest): Check {
  if (request.phoneCode !== undefined) return 'phone';
  return request.specimenNumber === undefined ? 'matched' : 'holder';
}

/** Connected sources that offer the check for this kind of document; the nation's first, for a place may know its own people only. */
export function sourcesFor(
  { sources, connected }: Configuration,
  check: Check,
  { type }: IdentityRequest['document'],
): SourceFile[] {
  const offering = sources.filter(
    ({ id, checks, documents }) => connected.has(id) && checks?.[check] !== undefined && documents[type] !== undefined,
  );
  return offering.sort((a, b) => Number(b.jurisdiction === NATIONAL) - Number(a.jurisdiction === NATIONAL));
}

/**
 * Whom to ask of those: a report's number is known to its own source only, so all are asked; any of them can say whether
 * name, number and phone agree, so one is enough.
 */
export function howMany(check: Check): number {
  return check === 'holder' ? Number.POSITIVE_INFINITY : 1;
}
