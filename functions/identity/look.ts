/** Look: GET /identity. Finishes a binding whose check has answered; every way to fail reads the same. */
import { nextPollMs } from '../asking/rhythm.ts';
import type { Response } from '../door/request.ts';
import type { BindingEffects } from '../effects/for-binding.ts';
import type { AccountKey, ClaimItem, ProfileItem } from '../effects/items.ts';
import { finishBinding } from './finish.ts';
import { writtenIdentity } from './state.ts';

/** After the eighth poll, as long as patience lasts. */
const LATE_POLL_MS = 8_000;

export async function lookAtIdentity(
  effects: BindingEffects,
  account: AccountKey,
  profile: ProfileItem | undefined,
): Promise<Response> {
  const { ledger, world } = effects;
  const claim = await ledger.readClaim(account);
  if (claim?.state === 'failed') return writtenIdentity(200, { state: 'failed' }, profile);
  if (!claim) return bound(effects, account);
  const word = await wordOn(effects, account, claim);
  if (word === 'checking') {
    const pollAfterMs = nextPollMs(world.clock.now() - claim.askedAt, world.random()) ?? LATE_POLL_MS;
    return writtenIdentity(200, { state: 'checking', pollAfterMs }, profile);
  }
  if (word === 'yes' && (await finishBinding(effects, account, claim))) return bound(effects, account);
  await ledger.settleClaim(account, claim, 'failed');
  return writtenIdentity(200, { state: 'failed' }, profile);
}

/** One yes is enough; a no only when nobody can say yes any more. */
async function wordOn(
  { checkWords, world }: BindingEffects,
  account: AccountKey,
  claim: ClaimItem,
): Promise<'yes' | 'no' | 'checking'> {
  const words = await checkWords.read(account, claim.id);
  if ([...words.values()].includes('yes')) return 'yes';
  const waiting = claim.sources.some((source) => !words.has(source));
  return waiting && world.clock.now() < claim.askedUntil ? 'checking' : 'no';
}

async function bound({ ledger, sessions, world }: BindingEffects, account: AccountKey): Promise<Response> {
  const readAt = world.clock.now();
  const citizen = (await ledger.readAccount(account))?.citizen;
  if (!citizen) return writtenIdentity(200, { state: 'none' }, undefined);
  const session = await sessions.give(account, citizen, readAt);
  return writtenIdentity(200, { state: 'bound', ...session }, await ledger.readProfile(citizen));
}
