/** Dependent request: what PUT /dependents/{id} takes: somebody else's name and document, what they are, and their guardian's consent, and their own. */
import * as v from 'valibot';
import { agreesThemself, type Instant, RELATIONS, type Relation } from '../../core/index.ts';
import { wrong } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import { validate } from '../door/validate.ts';
import { type IdentityRequest, readIdentityRequest } from '../identity/request.ts';

export interface DependentRequest extends Omit<IdentityRequest, 'phoneCode'> {
  relation: Relation;
}

const SCHEMA = v.object({
  relation: v.picklist(RELATIONS, `Send one of ${RELATIONS.join(', ')}.`),
  phoneCode: v.optional(v.undefined('Leave it out: a phone proves its own owner and nobody else.')),
});

/**
 * Name and number of an adult are known to many. The number of their report or tube they hold themself, and whoever has it
 * has it from them: that is how they agree to somebody's acting for them.
 */
export function readDependentRequest(
  body: Record<string, unknown> | undefined,
  now: Instant,
): { value: DependentRequest } | { problem: Response } {
  const own = validate(SCHEMA, body);
  if ('problem' in own) return own;
  const read = readIdentityRequest(body);
  if ('problem' in read) return read;
  if (read.value.specimenNumber === undefined && agreesThemself(read.value.document, now)) return withoutTheirConsent();
  return { value: { ...read.value, relation: own.value.relation } };
}

function withoutTheirConsent(): { problem: Response } {
  const detail =
    'Send the number on a recent report of this person, or on a tube that was theirs alone, which they give you to agree. ' +
    'Only a child under 14, by the birth date in the number, is vouched for without.';
  return wrong('/specimenNumber', detail);
}
