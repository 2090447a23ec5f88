/** GET /results: everything known about a citizen, what it means at a place, and who has not answered. Waits for no source. */
import { hash, randomBytes } from 'node:crypto';
import { formatInstant } from '../core/index.ts';
import type { SourceFile } from '../protocols/index.ts';
import { askWhoIsDue } from './asking/ask.ts';
import { authorise } from './door/authorise.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import type { Request, Response } from './door/request.ts';
import { awsWorld } from './effects/aws-world.ts';
import type { Partition } from './effects/citizens.ts';
import type { Directory } from './effects/directory.ts';
import { createReadingEffects, type ReadingEffects } from './effects/for-reading.ts';
import type { ControlItem, HeadItem } from './effects/items.ts';
import { withoutContent } from './effects/log.ts';
import type { NonceHolder } from './effects/share-nonces.ts';
import { answerOf, unconnectedAmong } from './results/answer.ts';
import { askableOf } from './results/askable-of.ts';
import { pollOf } from './results/poll.ts';
import { readPartition } from './results/read-partition.ts';
import { type ResultsQuery, readResultsQuery } from './results/read-query.ts';

/** Some phones have no source of randomness. */
const DEVICE_RANDOM_BYTES = 32;

export async function handle(effects: ReadingEffects, request: Request): Promise<Response> {
  const refused = refuseMethod(request, ['GET']);
  if (refused) return refused;
  const authorised = await authorise(effects.sessions, request);
  if ('problem' in authorised) return authorised.problem;
  const { session } = authorised;
  const asked = readResultsQuery(effects.directory, request);
  if ('problem' in asked) return asked.problem;
  const [own, controls] = await Promise.all([readPartition(effects, session, request.query.for), controlsOf(effects)]);
  if ('problem' in own) return own.problem;
  const { citizen, head, replies, papers, documents } = own.partition;

  const now = effects.world.clock.now();
  const inScope = inScopeOf(effects.directory, asked.query, head, replies, papers);
  const askable = askableOf(effects.directory, inScope, documents);
  const unconnected = unconnectedAmong(effects.directory, inScope, documents);
  const { jurisdiction, urged } = asked.query;
  const after = await askWhoIsDue(effects, { citizen, head, replies, askable, place: jurisdiction.code, urged });
  const reading = { documents, askable, unconnected, replies, papers, controls, after, now };
  const { body, states } = answerOf(effects.directory, asked.query, reading);
  const poll = pollOf(askable, replies, after, states, now, effects.world.random());
  return respond(
    request,
    await shareHeaders(effects, { account: session.account, citizen }),
    body,
    formatInstant(now),
    poll.pollAfterMs,
    poll.askAgainAt && formatInstant(poll.askAgainAt),
  );
}

export const handler = endpoint(handle, () => createReadingEffects(awsWorld()));

/** What all environments agree on about the sources. Without it a reading is answered all the same. */
async function controlsOf({ control, directory, log }: ReadingEffects): Promise<Map<string, ControlItem>> {
  return control.read(directory.configuration.connected).catch((error: unknown) => {
    log('control-unread', withoutContent(error));
    return new Map();
  });
}

/** The sources in scope, those not connected included; and those whose papers the citizen holds, wherever one goes. */
function inScopeOf(
  { sources }: Directory,
  { sourcesFor }: ResultsQuery,
  head: HeadItem,
  replies: Partition['replies'],
  papers: Partition['papers'],
): SourceFile[] {
  const places = new Set(head.j);
  for (const [key, { r }] of replies) {
    const source = r === undefined ? undefined : sources.get(key.slice(0, key.indexOf('#')));
    if (source) places.add(source.jurisdiction);
  }
  const onPaper = [...papers.values()].flatMap(({ s }) => sources.get(s ?? '') ?? []);
  return [...new Set([...sourcesFor([...places]), ...onPaper])];
}

/** What a phone needs to have a code issued in one request: a nonce for its new key to sign, and randomness to draw the key with. */
async function shareHeaders(
  { shareNonces }: Pick<ReadingEffects, 'shareNonces'>,
  holder: NonceHolder,
): Promise<Record<string, string>> {
  const random = randomBytes(DEVICE_RANDOM_BYTES).toString('base64url');
  return { 'x-share-nonce': await shareNonces.give(holder), 'x-share-random': random };
}

/** The ETag stands for everything but the clock and the rhythm, so that a poll that brings nothing new costs no body. */
function respond(
  request: Request,
  share: Record<string, string>,
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
      headers: {
        ...share,
        etag,
        'x-as-of': asOf,
        ...(pollAfterMs === null ? {} : { 'x-poll-after-ms': String(pollAfterMs) }),
      },
    };
  }
  return {
    status: 200,
    headers: { ...share, etag },
    body: `{"asOf":"${asOf}","pollAfterMs":${pollAfterMs},${text.slice(1)}`,
  };
}
