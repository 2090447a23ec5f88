/** /share-codes and GET /looks: issuing, listing and revoking a citizen's codes; and who has looked at their results. */
import { formatInstant, instantOf } from '../core/index.ts';
import { authorise } from './door/authorise.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import { problem } from './door/problem.ts';
import type { Request, Response } from './door/request.ts';
import { awsWorld } from './effects/aws-world.ts';
import { createSharingEffects, type SharingEffects } from './effects/for-sharing.ts';
import { LOOK_PLACE } from './effects/looks.ts';
import { codeNumber } from './share/code-number.ts';
import { newCode } from './share/new-code.ts';
import { type Family, familyLooks, familyOf, type Held, heldCodes } from './share/own-codes.ts';
import { revokeCode } from './share/revoke.ts';

export async function handle(effects: SharingEffects, request: Request): Promise<Response> {
  const { id } = request.parameters;
  const isLooks = request.path.endsWith('/looks');
  const refused = refuseMethod(request, id !== undefined ? ['DELETE'] : isLooks ? ['GET'] : ['GET', 'POST']);
  if (refused) return refused;
  const authorised = await authorise(effects.sessions, request);
  if ('problem' in authorised) return authorised.problem;
  const { session } = authorised;
  if (request.method === 'POST') return newCode(effects, request, session);
  const whose = await familyOf(effects, session);
  if ('problem' in whose) return whose.problem;
  if (isLooks) return listLooks(effects, whose.family, request.query.after);
  return id === undefined ? listCodes(effects, whose.family) : revoke(effects, whose.family, id);
}

export const handler = endpoint(handle, () => createSharingEffects(awsWorld()));

async function listCodes(effects: SharingEffects, family: Family): Promise<Response> {
  return { status: 200, body: { codes: (await heldCodes(effects, family)).map(written) } };
}

function written({
  code: { id, platform, issuedAt, expiresAt, revokedAt, supersededAt },
  for: dependent,
}: Held): object {
  return {
    id,
    platform,
    ...(platform === 'paper' && { number: codeNumber(id) }),
    issuedAt: formatInstant(issuedAt),
    expiresAt: formatInstant(expiresAt),
    ...(revokedAt !== undefined && { revokedAt: formatInstant(revokedAt) }),
    ...(supersededAt !== undefined && { supersededAt: formatInstant(supersededAt) }),
    ...(dependent !== undefined && { for: dependent }),
  };
}

/** Revoking one again that is revoked is no mistake. */
async function revoke(effects: SharingEffects, family: Family, id: string): Promise<Response> {
  const held = (await heldCodes(effects, family)).find(({ code }) => code.id === id);
  if (!held) return problem('code-unknown', { detail: 'Send an id that GET /share-codes lists.' });
  await revokeCode(effects, held.citizen, held.code, instantOf(effects.world.clock.now()));
  effects.log('code-revoked');
  return { status: 204 };
}

/** Without the venue's id: a citizen is told its name. */
async function listLooks(effects: SharingEffects, family: Family, after: string | undefined): Promise<Response> {
  if (after !== undefined && !LOOK_PLACE.test(after)) {
    return problem('field-wrong', { field: 'after', detail: 'Send the next of a list of looks, or leave it out.' });
  }
  const { looks, next } = await familyLooks(effects, family, after);
  const told = looks.map(({ at, venue, how, for: dependent }) => ({
    at: formatInstant(at),
    venue: venue && { zh: venue.zh, en: venue.en },
    how,
    ...(dependent !== undefined && { for: dependent }),
  }));
  return { status: 200, body: { looks: told, ...(next !== undefined && { next }) } };
}
