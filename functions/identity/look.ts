/** Look: GET /identity. Every way to fail reads the same. */
import type { Response } from '../door/request.ts';
import type { BindingEffects } from '../effects/for-binding.ts';
import type { AccountKey, ProfileItem } from '../effects/items.ts';
import { finishBinding } from './finish.ts';
import { writtenIdentity } from './state.ts';
import { stepOn } from './step-on.ts';

export async function lookAtIdentity(
  effects: BindingEffects,
  account: AccountKey,
  profile: ProfileItem | undefined,
): Promise<Response> {
  const stepped = await stepOn(effects, account, (claim) => finishBinding(effects, account, claim));
  if (stepped.state === 'checking') return writtenIdentity(200, { ...stepped, state: 'checking' }, profile);
  if (stepped.state === 'failed') return writtenIdentity(200, { state: 'failed' }, profile);
  return bound(effects, account);
}

async function bound({ ledger, sessions, world }: BindingEffects, account: AccountKey): Promise<Response> {
  const readAt = world.clock.now();
  const citizen = (await ledger.readAccount(account))?.citizen;
  if (!citizen) return writtenIdentity(200, { state: 'none' }, undefined);
  const session = await sessions.give(account, citizen, readAt);
  return writtenIdentity(200, { state: 'bound', ...session }, await ledger.readProfile(citizen));
}
