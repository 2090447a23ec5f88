/** Dependent request: what PUT /dependents/{id} takes: somebody else's name and document, what they are, and their guardian's consent. */
import * as v from 'valibot';
import type { Response } from '../door/request.ts';
import { validate } from '../door/validate.ts';
import { RELATIONS, type Relation } from '../effects/items.ts';
import { type IdentityRequest, readIdentityRequest } from '../identity/request.ts';

export interface DependentRequest extends Omit<IdentityRequest, 'phoneCode'> {
  relation: Relation;
}

/** A number of a report proves it at sources that tell no names apart, as for a child with a foreign passport. */
const SCHEMA = v.object({
  relation: v.picklist(RELATIONS, `Send one of ${RELATIONS.join(', ')}.`),
  phoneCode: v.optional(v.undefined('Leave it out: a phone proves its own owner and nobody else.')),
});

export function readDependentRequest(
  body: Record<string, unknown> | undefined,
): { value: DependentRequest } | { problem: Response } {
  const own = validate(SCHEMA, body);
  if ('problem' in own) return own;
  const read = readIdentityRequest(body);
  return 'problem' in read ? read : { value: { ...read.value, relation: own.value.relation } };
}
