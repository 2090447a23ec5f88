/** Kept: a guardian's dependents as the profile keeps them, and what their claims stand under. Pure. */
import type { CitizenId } from '../../core/index.ts';
import type { AccountKey, Dependent, DependentId, ProfileItem } from '../effects/items.ts';
import { guardianKey } from '../results/acting-for.ts';

/** A household with its grandparents. */
export const MOST_DEPENDENTS = 8;
/** A claim is kept no longer; what it has not brought by then it never will. */
const CHECKED_MS = 10 * 60_000;

export type Dependents = Record<DependentId, Dependent>;

/** Reads as an account's, so that what is claimed of a dependent goes the way of every claim. */
export function claimantOf(guardian: CitizenId, id: DependentId): AccountKey {
  return `${guardianKey(guardian)}~${id}` as AccountKey;
}

export function hasFailed({ citizen, failed, addedAt }: Dependent, now: number): boolean {
  return citizen === undefined && (failed === true || addedAt + CHECKED_MS <= now);
}

/** With this one; those that failed make room. `undefined`: there are too many. */
export function withDependent(
  kept: Dependents,
  id: DependentId,
  dependent: Dependent,
  now: number,
): Dependents | undefined {
  const others = Object.entries(kept).filter(([each]) => each !== id) as [DependentId, Dependent][];
  const standing = others.filter(([, each]) => !hasFailed(each, now));
  if (standing.length >= MOST_DEPENDENTS) return undefined;
  const staying = others.length < MOST_DEPENDENTS ? others : standing;
  return { ...Object.fromEntries(staying), [id]: dependent };
}

/** Ids come from requests: what an object inherits is none. */
export function dependentIn({ dependents = {} }: Pick<ProfileItem, 'dependents'>, id: string): Dependent | undefined {
  return Object.hasOwn(dependents, id) ? dependents[id as DependentId] : undefined;
}
