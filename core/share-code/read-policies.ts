/** Policies as the static documents write them: the same fields, with instants as RFC 3339 text. */
import { type Instant, parseInstant } from '../instant.ts';
import { type Policy, SCENES, STARTS_FROM } from '../policy.ts';

/** `undefined`: one of them is not a policy as we know it. A rule that cannot be read is not left out, for then another would hold in its place. */
export function readPolicies(value: unknown): Policy[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const policies = value.map(readPolicy);
  return policies.every((each): each is Policy => each !== undefined) ? policies : undefined;
}

const FIELDS = [
  'jurisdiction',
  'scene',
  'windowHours',
  'startsFrom',
  'samplingProofHours',
  'negatives',
  'compare',
  'effectiveFrom',
  'effectiveUntil',
  'document',
];

function readPolicy(value: unknown): Policy | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as Record<string, unknown>;
  const from = instantIn(given.effectiveFrom);
  const until = instantIn(given.effectiveUntil);
  const known =
    Object.keys(given).every((field) => FIELDS.indexOf(field) >= 0) &&
    typeof given.jurisdiction === 'string' &&
    typeof given.document === 'string' &&
    SCENES.some((scene) => scene === given.scene) &&
    STARTS_FROM.some((start) => start === given.startsFrom) &&
    isHours(given.windowHours) &&
    (given.samplingProofHours === undefined || isHours(given.samplingProofHours)) &&
    (given.negatives === undefined || isNegatives(given.negatives)) &&
    (given.compare === undefined || given.compare === 'document') &&
    (given.effectiveUntil === undefined) === (until === undefined);
  if (!known || from === undefined) return undefined;
  const { effectiveUntil, ...rest } = given;
  return { ...rest, effectiveFrom: from, ...(until !== undefined && { effectiveUntil: until }) } as unknown as Policy;
}

function instantIn(value: unknown): Instant | undefined {
  return typeof value === 'string' ? parseInstant(value) : undefined;
}

function isHours(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= 24 * 366;
}

function isNegatives(value: unknown): boolean {
  const { count, withinHours } = (value ?? {}) as Record<string, unknown>;
  return Number.isInteger(count) && (count as number) > 1 && isHours(withinHours);
}
