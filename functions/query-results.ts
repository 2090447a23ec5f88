/** GET /results: everything known about a citizen, what it means at a place, and who has not answered. Waits for no source. */
import { hash } from 'node:crypto';
import { type CitizenId, formatInstant } from '../core/index.ts';
import type { SourceFile } from '../protocols/index.ts';
import { askWhoIsDue } from './asking/ask.ts';
import type { Askable } from './asking/askable.ts';
import { claimKey } from './asking/claims.ts';
import { authorise, sessionOver } from './door/authorise.ts';
import { refuseMethod } from './door/methods.ts';
import { problem } from './door/problem.ts';
import type { Request, Response } from './door/request.ts';
import { awsWorld } from './effects/aws-world.ts';
import type { Partition } from './effects/citizens.ts';
import type { Directory } from './effects/directory.ts';
import { createReadingEffects, type ReadingEffects } from './effects/for-reading.ts';
import type { ControlItem, HeadItem } from './effects/items.ts';
import { withoutContent } from './effects/log.ts';
import type { Session } from './effects/sessions.ts';
import { endpoint } from './endpoint.ts';
import { answerOf, unconnectedAmong } from './results/answer.ts';
import { documentsOf, headOf, type KnownDocument, showable } from './results/documents.ts';
import { pollOf } from './results/poll.ts';
import { type ResultsQuery, readResultsQuery } from './results/read-query.ts';

export async function handle(effects: ReadingEffects, request: Request): Promise<Response> {
  const refused = refuseMethod(request, ['GET']);
  if (refused) return refused;
  const authorised = await authorise(effects.sessions, request);
  if ('problem' in authorised) return authorised.problem;
  const { session } = authorised;
  const asked = readResultsQuery(effects.directory, request);
  if ('problem' in asked) return asked.problem;
  if (!session.citizen) return notBound();
  const [{ head, replies }, controls] = await Promise.all([read(effects, session.citizen), controlsOf(effects)]);
  if (!head || head.x) return notBound();
  const hindrance = hindranceOf(head, session);
  if (hindrance) return hindrance;

  const now = effects.world.clock.now();
  const documents = showable(documentsOf(head));
  const inScope = inScopeOf(effects.directory, asked.query, head, replies);
  const askable = askableOf(effects.directory, inScope, documents);
  const unconnected = unconnectedAmong(effects.directory, inScope, documents);
  const { jurisdiction, urged } = asked.query;
  const after = await askWhoIsDue(effects, session.citizen, { head, replies }, askable, jurisdiction.code, urged);
  const reading = { documents, askable, unconnected, replies, controls, after, now };
  const { body, states } = answerOf(effects.directory, asked.query, reading);
  const poll = pollOf(askable, replies, after, states, now, effects.world.random());
  return respond(
    request,
    body,
    formatInstant(now),
    poll.pollAfterMs,
    poll.askAgainAt && formatInstant(poll.askAgainAt),
  );
}

export const handler = endpoint(handle, () => createReadingEffects(awsWorld()));

/** One query. Only when the cache has lost the head is it made again from the ledger. */
async function read({ citizens, ledger }: ReadingEffects, citizen: CitizenId): Promise<Partition> {
  const partition = await citizens.read(citizen);
  if (partition.head) return partition;
  const profile = await ledger.readProfile(citizen);
  if (!profile) return partition;
  await citizens.writeHead(citizen, headOf(profile));
  return { ...partition, head: await citizens.readHead(citizen) };
}

/** What all environments agree on about the sources. Without it a reading is answered all the same. */
async function controlsOf({ control, directory, log }: ReadingEffects): Promise<Map<string, ControlItem>> {
  return control.read([...directory.configuration.connected]).catch((error: unknown) => {
    log('control-unread', withoutContent(error));
    return new Map();
  });
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

/** The sources in scope, those not connected included. */
function inScopeOf(
  { sources }: Directory,
  { sourcesFor }: ResultsQuery,
  head: HeadItem,
  replies: Partition['replies'],
): SourceFile[] {
  const places = new Set(head.j);
  for (const [key, { r }] of replies) {
    const source = r === undefined ? undefined : sources.get(key.slice(0, key.indexOf('#')));
    if (source) places.add(source.jurisdiction);
  }
  return sourcesFor([...places]);
}

/** Each document of the citizen at each connected source that knows documents of its kind. */
function askableOf(
  { configuration }: Directory,
  inScope: readonly SourceFile[],
  documents: readonly KnownDocument[],
): Askable[] {
  const connected = inScope.filter(({ id }) => configuration.connected.has(id));
  return connected.flatMap((source) =>
    documents
      .filter(({ type }) => source.documents[type] !== undefined)
      .map(({ ref }) => ({ key: claimKey(source.id, ref), source, documentRef: ref })),
  );
}

/** The ETag stands for everything but the clock and the rhythm, so that a poll that brings nothing new costs no body. */
function respond(
  request: Request,
  body: object,
  asOf: string,
  pollAfterMs: number | null,
  askAgainAt: string | null,
): Response {
  const text = JSON.stringify({ ...body, askAgainAt });
  const etag = `W/"${hash('sha1', text, 'base64url')}"`;
  if (request.headers['if-none-match']?.split(',').some((each) => each.trim() === etag)) {
    return {
      status: 304,
      headers: { etag, 'x-as-of': asOf, ...(pollAfterMs === null ? {} : { 'x-poll-after-ms': String(pollAfterMs) }) },
    };
  }
  return { status: 200, headers: { etag }, body: `{"asOf":"${asOf}","pollAfterMs":${pollAfterMs},${text.slice(1)}` };
}
