/** Step on: moves a claim on by looking: asks further where a source could not say, and finishes what one has confirmed. Every way to fail is one. */
import { nextPollMs } from '../asking/rhythm.ts';
import type { CheckingEffects } from '../effects/for-dependents.ts';
import type { AccountKey, ClaimItem } from '../effects/items.ts';
import { nextStep } from './next-step.ts';
import { queueCheck, seekAdmission } from './queue-check.ts';

/** After the eighth poll, as long as patience lasts. */
const LATE_POLL_MS = 8_000;

export type Stepped = { state: 'none' | 'failed' | 'finished' } | { state: 'checking'; pollAfterMs: number };

/** `finish` makes of the claim what it is for and settles it; false: a stronger proof stands. */
export async function stepOn(
  effects: CheckingEffects,
  claimant: AccountKey,
  finish: (claim: ClaimItem) => Promise<boolean>,
): Promise<Stepped> {
  const { checkWords, ledger, world } = effects;
  const claim = await ledger.readClaim(claimant);
  if (!claim) return { state: 'none' };
  if (claim.state === 'failed') return { state: 'failed' };
  const step = nextStep(claim, await checkWords.read(claimant, claim.id), world.clock.now());
  if (step.kind === 'wait' || step.kind === 'ask') {
    const askedAt = step.kind === 'ask' ? await askFurther(effects, claimant, claim, step.sources) : claim.askedAt;
    const pollAfterMs = nextPollMs(world.clock.now() - askedAt, world.random()) ?? LATE_POLL_MS;
    return { state: 'checking', pollAfterMs };
  }
  if (step.kind === 'confirmed' && (await finish(claim))) return { state: 'finished' };
  await ledger.settleClaim(claimant, claim, 'failed');
  return { state: 'failed' };
}

/** Only who has noted it in the claim asks, so that of many who look at once one does. Resolves to since when to look. */
async function askFurther(
  effects: CheckingEffects,
  claimant: AccountKey,
  claim: ClaimItem,
  ids: readonly string[],
): Promise<number> {
  const { directory, ledger, world } = effects;
  const askedAt = world.clock.now();
  // A new configuration may have come meanwhile that knows one of them no more.
  const sources = ids.flatMap((id) => directory.sources.get(id) ?? []);
  const further = sources.map(({ id }) => id);
  if (await ledger.askFurther(claimant, claim, further)) {
    const tried = await seekAdmission(effects, sources, sources.length);
    await queueCheck(effects, claimant, claim, claim.asked.length, tried);
  }
  return askedAt;
}
