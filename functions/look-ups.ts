/** /look-ups: staff look somebody up by the document in their hand, with the person's consent: a verdict, and nothing of the person. */
import { authorise } from './door/authorise.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import type { Request, Response } from './door/request.ts';
import { awsWorld } from './effects/aws-world.ts';
import { createLookUpEffects, type LookUpEffects } from './effects/for-looking-up.ts';
import { begin } from './look-ups/begin.ts';
import { look } from './look-ups/look.ts';

export async function handle(effects: LookUpEffects, request: Request): Promise<Response> {
  const { id } = request.parameters;
  const refused = refuseMethod(request, id === undefined ? ['POST'] : ['GET']);
  if (refused) return refused;
  const authorised = await authorise(effects.sessions, request);
  if ('problem' in authorised) return authorised.problem;
  const { account } = authorised.session;
  return id === undefined ? begin(effects, request, account) : look(effects, account, id);
}

export const handler = endpoint(handle, () => createLookUpEffects(awsWorld()));
