/** Acting for: the citizen in whose place a guardian acts. Every door that takes `for` asks here, or reads the partition so. */
import type { CitizenId } from '../../core/index.ts';
import { problem } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import type { Effects } from '../effects/effects.ts';
import type { AccountKey, DependentId, HeadItem } from '../effects/items.ts';
import type { Session } from '../effects/sessions.ts';
import { documentsOf, showable } from '../results/documents.ts';
import { readHead, readOwnHead } from '../results/own-head.ts';

/**
 * `id`: of one of the session's citizen's dependents, as the request names it. An id that nobody has, one that is not yet
 * confirmed and one whose person has bound themself since are all unknown, in the same words.
 */
export async function actingFor(
  effects: Pick<Effects, 'citizens' | 'ledger'>,
  session: Session,
  id: string,
): Promise<{ citizen: CitizenId; guardian: true } | { problem: Response }> {
  const own = await readOwnHead(effects, session);
  if ('problem' in own) return own;
  const citizen = dependentAmong(own.head, id);
  const head = citizen && (await readHead(effects, citizen));
  const stands = head && !head.x && head.c !== undefined && showable(documentsOf(head)).length > 0;
  return citizen && stands ? { citizen, guardian: true } : { problem: dependentUnknown() };
}

/** Whom the head names by this id; ids come from requests, so that what an object inherits is none. */
export function dependentAmong({ g = {} }: Pick<HeadItem, 'g'>, id: string): CitizenId | undefined {
  return Object.hasOwn(g, id) ? g[id as DependentId] : undefined;
}

export function dependentUnknown(): Response {
  return problem('dependent-unknown', { field: 'for', detail: 'Send an id that GET /dependents lists as confirmed.' });
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
