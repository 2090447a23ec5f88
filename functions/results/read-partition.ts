/** Read partition: what lies about a session's citizen, or the problem that keeps this session from seeing any of it. */
import type { CitizenId } from '../../core/index.ts';
import { sessionOver } from '../door/authorise.ts';
import { problem } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import type { Partition } from '../effects/citizens.ts';
import type { Effects } from '../effects/effects.ts';
import type { HeadItem } from '../effects/items.ts';
import type { Session } from '../effects/sessions.ts';
import { documentsOf, headOf, type KnownDocument, showable } from './documents.ts';

export interface OwnPartition extends Partition {
  citizen: CitizenId;
  head: HeadItem;
  /** Those whose results may be shown; at least one. */
  documents: KnownDocument[];
}

type PartitionEffects = Pick<Effects, 'citizens' | 'ledger' | 'paperLines'>;

export async function readPartition(
  effects: PartitionEffects,
  session: Session,
): Promise<{ partition: OwnPartition } | { problem: Response }> {
  const { citizen } = session;
  if (!citizen) return { problem: notBound() };
  const { head, ...partition } = await read(effects, citizen);
  if (!head || head.x) return { problem: notBound() };
  const hindrance = hindranceOf(head, session);
  if (hindrance) return { problem: hindrance };
  return { partition: { ...partition, citizen, head, documents: showable(documentsOf(head)) } };
}

/** One query. Only when the cache has lost the head is it made again from the ledger, and the papers with it. */
async function read({ citizens, ledger, paperLines }: PartitionEffects, citizen: CitizenId): Promise<Partition> {
  const partition = await citizens.read(citizen);
  if (partition.head) return partition;
  const profile = await ledger.readProfile(citizen);
  if (!profile) return partition;
  const [papers] = await Promise.all([paperLines.restore(citizen), citizens.writeHead(citizen, headOf(profile))]);
  return { ...partition, papers, head: await citizens.readHead(citizen) };
}

function hindranceOf(head: HeadItem, session: Session): Response | undefined {
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

function notBound(): Response {
  return problem('not-bound', { detail: 'Bind a document with PUT /identity.' });
}
