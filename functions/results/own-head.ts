/** Own head: the head of a session's citizen, or the problem that keeps this session from acting as them. */
import type { CitizenId } from '../../core/index.ts';
import { sessionOver } from '../door/authorise.ts';
import { problem } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import type { Effects } from '../effects/effects.ts';
import type { HeadItem } from '../effects/items.ts';
import type { Session } from '../effects/sessions.ts';
import { documentsOf, headOf, showable } from './documents.ts';

export async function readOwnHead(
  effects: Pick<Effects, 'citizens' | 'ledger'>,
  session: Session,
): Promise<{ citizen: CitizenId; head: HeadItem } | { problem: Response }> {
  const { citizen } = session;
  const head = citizen && (await readHead(effects, citizen));
  const hindrance = hindranceOf(head, session);
  return citizen && head && !hindrance ? { citizen, head } : { problem: hindrance ?? notBound() };
}

/** Made again from the ledger where the cache has lost it. The papers' lines are not: who reads the partition does that. */
export async function readHead(
  { citizens, ledger }: Pick<Effects, 'citizens' | 'ledger'>,
  citizen: CitizenId,
): Promise<HeadItem | undefined> {
  const head = await citizens.readHead(citizen);
  if (head) return head;
  const profile = await ledger.readProfile(citizen);
  // Not written: then the partition would have a head and its papers still be lost.
  return profile && { v: 0, ...headOf(profile), j: [], q: {}, b: {}, expiresAt: 0 };
}

export function hindranceOf(
  head: Pick<HeadItem, 'd' | 'c' | 'nb' | 'x'> | undefined,
  session: Session,
): Response | undefined {
  if (!head || head.x) return notBound();
  if (session.givenAt < head.nb) return sessionOver();
  const documents = documentsOf(head);
  if (documents.length === 0) return notBound();
  if (showable(documents).length === 0) {
    const detail = 'Prove the document with PUT /identity: send phoneCode or specimenNumber.';
    return problem('proof-too-weak', { detail });
  }
  if (head.c === undefined) return problem('consent-missing', { detail: 'Give consent with PUT /identity.' });
  return undefined;
}

export function notBound(): Response {
  return problem('not-bound', { detail: 'Bind a document with PUT /identity.' });
}
