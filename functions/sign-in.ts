/** POST /sessions: a super-app's login code for a session of thirty minutes. */
import * as v from 'valibot';
import { formatInstant } from '../core/index.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import { problem } from './door/problem.ts';
import type { Request, Response } from './door/request.ts';
import { text, validate } from './door/validate.ts';
import type { Platform } from './effects/accounts.ts';
import { awsWorld } from './effects/aws-world.ts';
import { createSigningInEffects, type SigningInEffects } from './effects/for-signing-in.ts';
import { superAppProblem } from './identity/super-app-problem.ts';
import { documentsOf, headOf, showable } from './results/documents.ts';

const CODE = text("Send the super-app's login code.", 1, 200);
const SUPER_APPS = v.object({ platform: v.picklist(['wechat', 'alipay'], 'Send wechat or alipay.'), code: CODE });
/** Only where the world has people to be: no deployed stage does. */
const SANDBOX = v.object({ platform: v.literal('sandbox'), person: text('Send who to be.', 1, 60) });

export async function handle(effects: SigningInEffects, request: Request): Promise<Response> {
  const refused = refuseMethod(request, ['POST']);
  if (refused) return refused;
  const entering = await enteringAs(effects, request);
  if ('problem' in entering) return entering.problem;
  const { accounts, ledger, sessions, world } = effects;
  const readAt = world.clock.now();
  const { account, citizen } = await accounts.enter(entering.platform, entering.openid);
  const { token, expiresAt } = await sessions.give(account, citizen, readAt);
  const profile = citizen === undefined ? undefined : await ledger.readProfile(citizen);
  const bound = profile !== undefined && showable(documentsOf(headOf(profile))).length > 0;
  return {
    status: 200,
    body: { token, expiresAt: formatInstant(expiresAt), bound, now: formatInstant(world.clock.now()) },
  };
}

export const handler = endpoint(handle, () => createSigningInEffects(awsWorld()));

async function enteringAs(
  { superApps, log, world }: SigningInEffects,
  { body }: Request,
): Promise<{ platform: Platform; openid: string } | { problem: Response }> {
  if (world.sandboxAccount && body?.platform === 'sandbox') {
    const valid = validate(SANDBOX, body);
    if ('problem' in valid) return valid;
    const openid = world.sandboxAccount(valid.value.person);
    if (openid !== undefined) return { platform: 'sandbox', openid };
    return {
      problem: problem('field-wrong', { field: '/person', detail: 'Send an id that GET /sandbox/people lists.' }),
    };
  }
  const valid = validate(SUPER_APPS, body);
  if ('problem' in valid) return valid;
  const { platform, code } = valid.value;
  const answer = await superApps.signIn(platform, code);
  if (answer.kind === 'signed-in') return { platform, openid: answer.openid };
  return {
    problem: superAppProblem(log, answer.reason, '/code', 'Log in with the super-app again and send the new code.'),
  };
}
