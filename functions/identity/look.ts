/** Look: GET /identity. Asks further where a source could not say, and finishes a binding that one has confirmed; every way to fail reads the same. */
import { nextPollMs } from '../asking/rhythm.ts';
import type { Response } from '../door/request.ts';
import type { BindingEffects } from '../effects/for-binding.ts';
import type { AccountKey, ClaimItem, ProfileItem } from '../effects/items.ts';
import { finishBinding } from './finish.ts';
import { nextStep } from './next-step.ts';
import { queueCheck, seekAdmission } from './queue-check.ts';
import { writtenIdentity } from './state.ts';

/** After the eighth poll, as long as patience lasts. */
const LATE_POLL_MS = 8_000;

export async function lookAtIdentity(
  effects: BindingEffects,
  account: AccountKey,
  profile: ProfileItem | undefined,
): Promise<Response> {
  const { checkWords, ledger, world } = effects;
  const claim = await ledger.readClaim(account);
  if (claim?.state === 'failed') return writtenIdentity(200, { state: 'failed' }, profile);
  if (!claim) return bound(effects, account);
  const step = nextStep(claim, await checkWords.read(account, claim.id), world.clock.now());
  if (step.kind === 'wait' || step.kind === 'ask') {
    const askedAt = step.kind === 'ask' ? await askFurther(effects, account, claim, step.sources) : claim.askedAt;
    const pollAfterMs = nextPollMs(world.clock.now() - askedAt, world.random()) ?? LATE_POLL_MS;
    return writtenIdentity(200, { state: 'checking', pollAfterMs }, profile);
  }
  if (step.kind === 'confirmed' && (await finishBinding(effects, account, claim))) return bound(effects, account);
  await ledger.settleClaim(account, claim, 'failed');
  return writtenIdentity(200, { state: 'failed' }, profile);
}

/** Only who has noted it in the claim asks, so that of many who look at once one does. Resolves to since when to look. */
async function askFurther(
  effects: BindingEffects,
  account: AccountKey,
  claim: ClaimItem,
  ids: readonly string[],
): Promise<number> {
  const { directory, ledger, world } = effects;
  const askedAt = world.clock.now();
  // A new configuration may have come meanwhile that knows one of them no more.
  const sources = ids.flatMap((id) => directory.sources.get(id) ?? []);
  if (
    await ledger.askFurther(
      account,
      claim,
      sources.map(({ id }) => id),
    )
  ) {
    const tried = await seekAdmission(effects, sources, sources.length);
    await queueCheck(effects, account, claim, claim.asked.length, tried);
  }
  return askedAt;
}

async function bound({ ledger, sessions, world }: BindingEffects, account: AccountKey): Promise<Response> {
  const readAt = world.clock.now();
  const citizen = (await ledger.readAccount(account))?.citizen;
  if (!citizen) return writtenIdentity(200, { state: 'none' }, undefined);
  const session = await sessions.give(account, citizen, readAt);
  return writtenIdentity(200, { state: 'bound', ...session }, await ledger.readProfile(citizen));
}
