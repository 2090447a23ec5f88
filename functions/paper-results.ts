/** /paper-results: papers by number or certificate, how they stand, their photos, and forgetting them. */
import { nextPollMs } from './asking/rhythm.ts';
import { refuseTooMany } from './door/attempts-left.ts';
import { authorise } from './door/authorise.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import type { Request, Response } from './door/request.ts';
import { awsWorld } from './effects/aws-world.ts';
import { createPaperEffects, type PaperEffects } from './effects/for-papers.ts';
import type { PaperId, PaperLine } from './effects/items.ts';
import type { Session } from './effects/sessions.ts';
import { addNumber } from './paper/add-number.ts';
import { PAPER_LIMITS } from './paper/limits.ts';
import { readPaperRequest } from './paper/paper-request.ts';
import { keepPhoto, paperUnknown, readPhoto } from './paper/photo.ts';
import { writtenPapers } from './results/papers.ts';
import { type OwnPartition, readPartition } from './results/read-partition.ts';

export async function handle(effects: PaperEffects, request: Request): Promise<Response> {
  const { id } = request.parameters;
  const isPhoto = request.path.endsWith('/photo');
  const refused = refuseMethod(request, id === undefined ? ['GET', 'POST'] : isPhoto ? ['GET', 'PUT'] : ['DELETE']);
  if (refused) return refused;
  const authorised = await authorise(effects.sessions, request);
  if ('problem' in authorised) return authorised.problem;
  const { session } = authorised;
  const own = await readPartition(effects, session);
  if ('problem' in own) return own.problem;
  const { partition } = own;
  if (id !== undefined) return aboutOne(effects, request, session, partition, id as PaperId, isPhoto);
  return request.method === 'POST' ? add(effects, request, session, partition) : list(effects, partition);
}

export const handler = endpoint(handle, () => createPaperEffects(awsWorld()));

/** By the cache, which is what GET /results shows: the two never say different things of one paper. */
function list({ directory, world }: PaperEffects, { documents, head, papers, replies }: OwnPartition): Response {
  const now = world.clock.now();
  const written = writtenPapers(papers, { directory, documents, replies, head, now });
  const waiting = written.filter(({ kind, state }) => kind === 'number' && state === 'waiting');
  const youngest = Math.max(...waiting.map(({ addedAt }) => Date.parse(addedAt)));
  const pollAfterMs = waiting.length > 0 ? nextPollMs(now - youngest, world.random()) : null;
  return { status: 200, body: { papers: written, pollAfterMs } };
}

async function add(effects: PaperEffects, request: Request, session: Session, own: OwnPartition): Promise<Response> {
  const read = readPaperRequest(effects.directory, request.body);
  if ('problem' in read) return read.problem;
  const tooMany = await refuseTooMany(effects, session.account, request, PAPER_LIMITS, 'paper#');
  if (tooMany) return tooMany;
  const kept = await effects.papers.readAll(own.citizen);
  const earlier = new Map<PaperId, PaperLine>([...kept].map(([id, { line }]) => [id, line]));
  if (read.value.kind === 'number') return addNumber(effects, own, earlier, read.value);
  // With the first certificate: most papers are added by number.
  const { addCertificate } = await import('./paper/add-certificate.ts');
  return addCertificate(effects, own, earlier, read.value.text);
}

async function aboutOne(
  effects: PaperEffects,
  request: Request,
  session: Session,
  own: OwnPartition,
  id: PaperId,
  isPhoto: boolean,
): Promise<Response> {
  if (!/^[\w-]{8}$/.test(id)) return paperUnknown();
  if (request.method === 'DELETE') {
    return (await effects.papers.remove(own.citizen, id)) ? { status: 204 } : paperUnknown();
  }
  if (!isPhoto) return paperUnknown();
  if (request.method === 'GET') return readPhoto(effects, own, id);
  const tooMany = await refuseTooMany(effects, session.account, request, PAPER_LIMITS, 'paper#');
  return tooMany ?? keepPhoto(effects, own, id, request);
}
