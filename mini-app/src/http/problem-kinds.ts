/** ProblemKind: the server's problems that the person can do something about; every other reads as one that we caused. */

export const PROBLEM_KINDS = [
  'field-wrong',
  'consent-missing',
  'not-bound',
  'proof-too-weak',
  'too-many-documents',
  'still-checking',
  'too-many-attempts',
  'account-blocked',
  'super-app-silent',
  'certificate-refused',
  'too-many-papers',
  'paper-unknown',
  'not-a-photo',
  'body-too-large',
  'busy',
  'already-received',
  'dependent-unknown',
  'too-many-dependents',
  'code-unknown',
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** From problem+json's `type`, `/problems/<kind>`. */
export function problemKindOf(type: unknown): ProblemKind | undefined {
  return PROBLEM_KINDS.find((kind) => type === `/problems/${kind}`);
}
