/** /dependents: a family's members without a phone of their own: vouching for one, how they stand, and letting one go. */
import { claimDependent, type Guardian } from './dependents/claim.ts';
import { listDependents } from './dependents/list.ts';
import { removeDependent } from './dependents/remove.ts';
import { authorise } from './door/authorise.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import { problem } from './door/problem.ts';
import type { Request, Response } from './door/request.ts';
import { awsWorld } from './effects/aws-world.ts';
import { type CheckingEffects, createCheckingEffects } from './effects/for-dependents.ts';
import type { DependentId } from './effects/items.ts';
import { headOf } from './results/documents.ts';
import { hindranceOf, notBound } from './results/own-head.ts';

export async function handle(effects: CheckingEffects, request: Request): Promise<Response> {
  const { id } = request.parameters;
  const refused = refuseMethod(request, id === undefined ? ['GET'] : ['PUT', 'DELETE']);
  if (refused) return refused;
  const standing = await guardianOf(effects, request);
  if ('problem' in standing) return standing.problem;
  const { guardian } = standing;
  if (id === undefined) return listDependents(effects, guardian);
  if (!/^[\w-]{8}$/.test(id)) {
    return problem('field-wrong', {
      field: 'id',
      detail: 'Send eight letters, digits, - or _, drawn for this person.',
    });
  }
  return request.method === 'PUT'
    ? claimDependent(effects, request, guardian, id as DependentId)
    : removeDependent(effects, guardian, id as DependentId);
}

export const handler = endpoint(handle, () => createCheckingEffects(awsWorld()));

/** Only who has proven more than name and number vouches for others. What a token says may be old: the account knows. */
async function guardianOf(
  { ledger, sessions }: CheckingEffects,
  request: Request,
): Promise<{ guardian: Guardian } | { problem: Response }> {
  const authorised = await authorise(sessions, request);
  if ('problem' in authorised) return authorised;
  const { session } = authorised;
  const citizen = (await ledger.readAccount(session.account))?.citizen;
  const profile = citizen && (await ledger.readProfile(citizen));
  if (!citizen || !profile) return { problem: notBound() };
  const hindrance = hindranceOf(headOf(profile), session);
  return hindrance ? { problem: hindrance } : { guardian: { account: session.account, citizen, profile } };
}
