/** /share-links: letting one venue or person see what a code would tell, once or until a time; withdrawing it; and opening one. */
import { formatInstant } from '../core/index.ts';
import { refuseTooMany } from './door/attempts-left.ts';
import { authorise } from './door/authorise.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import { problem } from './door/problem.ts';
import type { Request, Response } from './door/request.ts';
import { awsWorld } from './effects/aws-world.ts';
import { createLinkEffects, type LinkEffects } from './effects/for-links.ts';
import type { DependentId, LinkId, VenueId } from './effects/items.ts';
import type { Link } from './effects/links.ts';
import type { Session } from './effects/sessions.ts';
import { openLink } from './links/open-link.ts';
import { readPartition } from './results/read-partition.ts';
import { LINK_LIMITS } from './share/limits.ts';
import { readLinkRequest, VENUE_REMEDY } from './share/link-request.ts';
import { type Family, familyOf } from './share/own-codes.ts';

export async function handle(effects: LinkEffects, request: Request): Promise<Response> {
  const { id } = request.parameters;
  const isOpening = request.path.endsWith('/openings');
  const allowed = id === undefined ? ['GET', 'POST'] : isOpening ? ['POST'] : ['DELETE'];
  const refused = refuseMethod(request, allowed);
  if (refused) return refused;
  const authorised = await authorise(effects.sessions, request);
  if ('problem' in authorised) return authorised.problem;
  const { session } = authorised;
  if (isOpening) return openLink(effects, request, session, id!);
  if (request.method === 'POST') return make(effects, request, session);
  const whose = await familyOf(effects, session);
  if ('problem' in whose) return whose.problem;
  return id === undefined ? list(effects, whose.family) : withdraw(effects, whose.family, id as LinkId);
}

export const handler = endpoint(handle, () => createLinkEffects(awsWorld()));

async function make(effects: LinkEffects, request: Request, session: Session): Promise<Response> {
  const read = readLinkRequest(effects.directory, request.body, effects.world.clock.now());
  if ('problem' in read) return read.problem;
  const { for: dependent, venue: id, ...terms } = read.value;
  const tooMany = await refuseTooMany(effects, session.account, request, LINK_LIMITS, 'link#');
  if (tooMany) return tooMany;
  const own = await readPartition(effects, session, dependent);
  if ('problem' in own) return own.problem;
  const venue = id === undefined ? undefined : await effects.venues.read(id as VenueId);
  if (id !== undefined && !venue) return problem('field-wrong', { field: '/venue', detail: VENUE_REMEDY });
  const { citizen, guardian } = own.partition;
  const made = await effects.links.make(citizen, {
    ...terms,
    ...(venue && { venue: { id: id!, zh: venue.zh, en: venue.en } }),
    account: session.account,
    ...(guardian && { guardian: session.citizen }),
  });
  effects.log('link-made');
  return { status: 201, body: { ...made, expiresAt: formatInstant(terms.expiresAt) } };
}

interface Held {
  link: Link;
  citizen: Family['own'];
  for?: DependentId;
}

/** Newest first. Of a dependent's links only those that this guardian has made. */
async function heldLinks({ links }: LinkEffects, { own, dependents }: Family): Promise<Held[]> {
  const lists = await Promise.all([
    links.list(own).then((list) => list.filter(({ guardian }) => !guardian).map((link) => ({ link, citizen: own }))),
    ...dependents.map(async ([id, citizen]) =>
      (await links.list(citizen))
        .filter(({ guardian }) => guardian === own)
        .map((link): Held => ({ link, citizen, for: id })),
    ),
  ]);
  return lists.flat().sort((a, b) => b.link.createdAt - a.link.createdAt);
}

async function list(effects: LinkEffects, family: Family): Promise<Response> {
  return { status: 200, body: { links: (await heldLinks(effects, family)).map(written) } };
}

function written({ link, for: dependent }: Held): object {
  const { id, to, venue, opens, createdAt, expiresAt, openedAt, revokedAt } = link;
  return {
    id,
    to,
    venue: venue ? { zh: venue.zh, en: venue.en } : null,
    opens,
    createdAt: formatInstant(createdAt),
    expiresAt: formatInstant(expiresAt),
    ...(openedAt !== undefined && { openedAt: formatInstant(openedAt) }),
    ...(revokedAt !== undefined && { revokedAt: formatInstant(revokedAt) }),
    ...(dependent !== undefined && { for: dependent }),
  };
}

/** Withdrawing one again is no mistake. */
async function withdraw(effects: LinkEffects, family: Family, id: LinkId): Promise<Response> {
  const held = (await heldLinks(effects, family)).find(({ link }) => link.id === id);
  if (!held) return problem('link-unknown', { detail: 'Send an id that GET /share-links lists.' });
  await effects.links.withdraw(held.citizen, id);
  return { status: 204 };
}
