/** Problem: an error as RFC 9457 has it, naming the field and the remedy; the list of kinds is closed. */
import type { Response } from './request.ts';

/** Kind → status and title. `type` in the answer is `/problems/<kind>`. */
export const PROBLEMS = {
  'not-json': [400, 'The body is not JSON'],
  'field-wrong': [400, 'A field is wrong'],
  'code-refused': [400, 'The super-app does not accept this code'],
  'session-missing': [401, 'There is no session'],
  'session-over': [401, 'The session is over'],
  'signature-wrong': [401, 'The signature does not fit'],
  'consent-missing': [403, 'There is no consent'],
  'account-blocked': [403, 'The super-app has blocked this account'],
  'not-bound': [403, 'Nobody is bound to this account'],
  'proof-too-weak': [403, 'Name and number alone show no results'],
  'not-staff': [403, 'This account is not staff of this venue'],
  'not-manager': [403, 'Only a manager of the venue may do this'],
  'venue-unknown': [404, 'There is no such venue'],
  'invitation-unknown': [404, 'This invitation does not stand'],
  'staff-unknown': [404, 'Nobody of this key is staff there'],
  'desk-unknown': [404, 'There is no such desk'],
  'source-unknown': [404, 'There is no such source'],
  'paper-unknown': [404, 'There is no such paper result'],
  'code-unknown': [404, 'There is no such code'],
  'link-unknown': [404, 'There is no such link'],
  'look-up-unknown': [404, 'There is no such look-up'],
  'dependent-unknown': [404, 'There is no such dependent'],
  'method-unknown': [405, 'This cannot be done here'],
  'too-many-documents': [409, 'Four documents are bound already'],
  'already-received': [409, 'This has been received before'],
  'still-checking': [409, 'A check is still under way'],
  'too-many-dependents': [409, 'Eight dependents are kept already'],
  'code-withheld': [409, 'No code can be made of these results'],
  'too-many-papers': [409, 'Twenty paper results are kept already'],
  'already-answered': [409, 'This showing has been answered'],
  'desk-paired': [409, 'This desk is paired already'],
  'last-manager': [409, 'The last manager of a venue cannot leave it'],
  'too-many-staff': [409, 'As many as may work at this venue'],
  'link-over': [410, 'This link opens no more'],
  'body-too-large': [413, 'The body is too large'],
  'not-json-type': [415, 'The body is not declared as JSON'],
  'not-a-photo': [415, 'This is no photo'],
  'certificate-refused': [422, 'The certificate is not taken'],
  'too-many-attempts': [429, 'Too many attempts'],
  defect: [500, 'Something is wrong on our side'],
  'super-app-silent': [503, 'The super-app does not answer'],
  busy: [503, 'Too many people are being served'],
} as const;
export type ProblemKind = keyof typeof PROBLEMS;

/** What to do, and where: never anything the caller sent. */
export interface ProblemDetails {
  /** A JSON pointer into the body (`/document/number`) or the name of a parameter. */
  field?: string;
  detail: string;
  headers?: Record<string, string>;
  /** Further members, which openapi.yaml names. */
  more?: Record<string, unknown>;
}

/** A wrong field, as whoever reads a body returns it. */
export function wrong(field: string, detail: string): { problem: Response } {
  return { problem: problem('field-wrong', { field, detail }) };
}

export function problem(kind: ProblemKind, { field, detail, headers, more }: ProblemDetails): Response {
  const [status, title] = PROBLEMS[kind];
  return {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: { type: `/problems/${kind}`, title, status, detail, ...(field === undefined ? {} : { field }), ...more },
  };
}
