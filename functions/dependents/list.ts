/** List: GET /dependents. Looking moves on whatever is still being checked. */
import type { CitizenId, DependentState } from '../../core/index.ts';
import type { Response } from '../door/request.ts';
import type { CheckingEffects } from '../effects/for-dependents.ts';
import type { Dependent, DependentId, ProfileItem } from '../effects/items.ts';
import { changeProfile } from '../identity/profile.ts';
import { stepOn } from '../identity/step-on.ts';
import { headOf } from '../results/documents.ts';
import type { Guardian } from './claim.ts';
import { finishDependent } from './finish.ts';
import { claimantOf, type Dependents, dependentIn, hasFailed } from './kept.ts';

export async function listDependents(effects: CheckingEffects, { citizen, profile }: Guardian): Promise<Response> {
  const { ledger, world } = effects;
  const polls: number[] = [];
  const unsettled = entriesOf(profile.dependents).filter(
    ([, each]) => !each.citizen && !hasFailed(each, world.clock.now()),
  );
  // One after the other: each that is finished changes the same profile.
  for (const [id, { addedAt }] of unsettled) {
    const stepped = await stepOn(effects, claimantOf(citizen, id), (claim) =>
      finishDependent(effects, citizen, id, claim),
    );
    if (stepped.state === 'checking') polls.push(stepped.pollAfterMs);
    if (stepped.state === 'failed') await noteFailed(effects, citizen, id, addedAt);
  }
  const now = unsettled.length > 0 ? await ledger.readProfile(citizen) : profile;
  if (now) await healHead(effects, citizen, now);
  return {
    status: 200,
    body: {
      dependents: entriesOf(now?.dependents)
        .sort(([, a], [, b]) => a.addedAt - b.addedAt)
        .map(([id, dependent]) => written(id, dependent, world.clock.now())),
      pollAfterMs: polls.length > 0 ? Math.min(...polls) : null,
    },
  };
}

/** Whoever broke off between profile and head left a head by which dependents are read who are none, or are not who are. */
async function healHead({ citizens }: CheckingEffects, citizen: CitizenId, profile: ProfileItem): Promise<void> {
  const head = await citizens.readHead(citizen);
  if (head && head.p < profile.v) await citizens.writeHead(citizen, headOf(profile));
}

function entriesOf(dependents: Dependents | undefined): [DependentId, Dependent][] {
  return Object.entries(dependents ?? {}) as [DependentId, Dependent][];
}

function written(id: DependentId, dependent: Dependent, now: number): object {
  const { name, type, last4, relation, citizen } = dependent;
  const state: DependentState = citizen ? 'confirmed' : hasFailed(dependent, now) ? 'failed' : 'checking';
  return { id, name, document: { type, last4 }, relation, state };
}

async function noteFailed(
  effects: CheckingEffects,
  guardian: CitizenId,
  id: DependentId,
  addedAt: number,
): Promise<void> {
  await changeProfile(effects, guardian, async (profile) => {
    const dependent = dependentIn(profile, id);
    // Somebody else may have finished it, or sent it anew, meanwhile.
    if (!dependent || dependent.citizen || dependent.addedAt !== addedAt) return undefined;
    return { ...profile, dependents: { ...profile.dependents, [id]: { ...dependent, failed: true } } };
  });
}
