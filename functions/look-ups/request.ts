/** Look-up request: what POST /look-ups takes: the venue, and what stands on the document of somebody who has agreed to it. */
import * as v from 'valibot';
import type { Response } from '../door/request.ts';
import { text, validate } from '../door/validate.ts';
import { type IdentityRequest, readIdentityRequest } from '../identity/request.ts';

export interface LookUpRequest extends Pick<IdentityRequest, 'name' | 'document' | 'consent'> {
  venue: string;
}

const SCHEMA = v.object({ venue: text('Send an id of GET /venues.', 1, 16) });

export function readLookUpRequest(
  body: Record<string, unknown> | undefined,
): { value: LookUpRequest } | { problem: Response } {
  const at = validate(SCHEMA, body);
  if ('problem' in at) return at;
  const { name, document, consent } = body ?? {};
  const read = readIdentityRequest({ name, document, consent });
  return 'problem' in read ? read : { value: { ...read.value, venue: at.value.venue } };
}
