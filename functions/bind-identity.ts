/** PUT and GET /identity: who somebody is, proven by a source behind its queue. */
import { authorise, sessionOver } from './door/authorise.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import type { Request, Response } from './door/request.ts';
import { awsWorld } from './effects/aws-world.ts';
import { type BindingEffects, createBindingEffects } from './effects/for-binding.ts';
import { claimIdentity } from './identity/claim.ts';
import { lookAtIdentity } from './identity/look.ts';

export async function handle(effects: BindingEffects, request: Request): Promise<Response> {
  const refused = refuseMethod(request, ['GET', 'PUT']);
  if (refused) return refused;
  const authorised = await authorise(effects.sessions, request);
  if ('problem' in authorised) return authorised.problem;
  const { account, givenAt } = authorised.session;
  // What the token says of the citizen may be old: the account knows.
  const citizen = (await effects.ledger.readAccount(account))?.citizen;
  const profile = citizen === undefined ? undefined : await effects.ledger.readProfile(citizen);
  if (profile && givenAt < profile.notBefore) return sessionOver();
  return request.method === 'PUT'
    ? claimIdentity(effects, request, account, profile)
    : lookAtIdentity(effects, account, profile);
}

export const handler = endpoint(handle, () => createBindingEffects(awsWorld()));
