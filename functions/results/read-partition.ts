/** Read partition: what lies about a session's citizen, or one of their dependents, or the problem that keeps this session from seeing any of it. */
import type { CitizenId } from '../../core/index.ts';
import type { Response } from '../door/request.ts';
import type { Partition } from '../effects/citizens.ts';
import type { Effects } from '../effects/effects.ts';
import type { HeadItem } from '../effects/items.ts';
import type { Session } from '../effects/sessions.ts';
import { dependentAmong, dependentUnknown } from './acting-for.ts';
import { documentsOf, headOf, type KnownDocument, showable } from './documents.ts';
import { hindranceOf, notBound, readOwnHead } from './own-head.ts';

export interface OwnPartition extends Partition {
  citizen: CitizenId;
  head: HeadItem;
  /** Those whose results may be shown; at least one. */
  documents: KnownDocument[];
  /** It is a dependent's, and the session their guardian's. */
  guardian?: true;
}

type PartitionEffects = Pick<Effects, 'citizens' | 'ledger' | 'paperLines'>;

/** `dependent`: the id of one of the citizen's dependents, in whose place they act. */
export async function readPartition(
  effects: PartitionEffects,
  session: Session,
  dependent?: string,
): Promise<{ partition: OwnPartition } | { problem: Response }> {
  if (dependent !== undefined) return readDependents(effects, session, dependent);
  const { citizen } = session;
  if (!citizen) return { problem: notBound() };
  const { head, ...partition } = await read(effects, citizen);
  const hindrance = hindranceOf(head, session);
  if (hindrance || !head) return { problem: hindrance ?? notBound() };
  return { partition: { ...partition, citizen, head, documents: showable(documentsOf(head)) } };
}

async function readDependents(
  effects: PartitionEffects,
  session: Session,
  id: string,
): Promise<{ partition: OwnPartition } | { problem: Response }> {
  const own = await readOwnHead(effects, session);
  if ('problem' in own) return own;
  const citizen = dependentAmong(own.head, id);
  if (!citizen) return { problem: dependentUnknown() };
  const { head, ...partition } = await read(effects, citizen);
  // Whoever has bound themself since has taken their document along; then nothing is left here to act for.
  const documents = head && !head.x && head.c !== undefined ? showable(documentsOf(head)) : [];
  if (!head || documents.length === 0) return { problem: dependentUnknown() };
  return { partition: { ...partition, citizen, head, documents, guardian: true } };
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
