/** Acting for: how guardians and dependents are named to each other. Every door that takes `for` reads the partition with it. */
import type { CitizenId } from '../../core/index.ts';
import { problem } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import type { AccountKey, DependentId, HeadItem } from '../effects/items.ts';

/** Whom the head names by this id; ids come from requests, so that what an object inherits is none. */
export function dependentAmong({ g = {} }: Pick<HeadItem, 'g'>, id: string): CitizenId | undefined {
  return Object.hasOwn(g, id) ? g[id as DependentId] : undefined;
}

/** An id that nobody has, one not yet confirmed and one whose person has bound themself since, in the same words. */
export function dependentUnknown(field = 'for'): Response {
  return problem('dependent-unknown', { field, detail: 'Send an id that GET /dependents lists.' });
}

const GUARDIAN = 'guardian~';

/** How a guardian stands among those who have proven a document; no account of a super-app reads so. */
export function guardianKey(guardian: CitizenId): AccountKey {
  return `${GUARDIAN}${guardian}` as AccountKey;
}

/** The guardian of such a key; `undefined`: it is an account's. */
export function guardianOf(key: AccountKey): CitizenId | undefined {
  return key.startsWith(GUARDIAN) ? (key.slice(GUARDIAN.length) as CitizenId) : undefined;
}
