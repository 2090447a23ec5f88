/** Begin check: puts what somebody has claimed behind the queues of sources that take it now, sealed until it is settled. */
import { randomBytes } from 'node:crypto';
import type { CitizenId } from '../../core/index.ts';
import type { Check, Question, SourceFile } from '../../protocols/index.ts';
import { PATIENCE_MS } from '../asking/patience.ts';
import { problem } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import type { CheckingEffects } from '../effects/for-dependents.ts';
import type { AccountKey, ClaimItem } from '../effects/items.ts';
import { howMany } from './choose-sources.ts';
import { queueCheck, seekAdmission } from './queue-check.ts';

const CLAIM_KEPT_MS = 10 * 60_000;

export interface Claimed {
  check: Check;
  /** Those that offer the check, in the order in which they are to be asked; at least one. */
  sources: readonly SourceFile[];
  question: Question;
  /** Text version. */
  consent: string;
}

/** `claimant`: the account that claims it of itself, or what stands for a guardian and one dependent. A problem: nobody was asked. */
export async function beginCheck(
  effects: CheckingEffects,
  claimant: AccountKey,
  { check, sources, question, consent }: Claimed,
): Promise<Response | undefined> {
  const { ledger, people, world } = effects;
  const now = world.clock.now();
  const tried = await seekAdmission(effects, sources, howMany(check));
  if (!tried.some(({ admission }) => admission.admitted)) return busy();
  const claim: ClaimItem = {
    id: randomBytes(9).toString('base64url'),
    state: 'checking',
    strength: check,
    offering: sources.map(({ id }) => id),
    asked: tried.map(({ source }) => source.id),
    askedAt: now,
    askedUntil: now + PATIENCE_MS,
    citizen: randomBytes(16).toString('base64url') as CitizenId,
    ref: randomBytes(4).toString('base64url'),
    consent,
    sealed: await people.sealClaim(claimant, question),
    expiresAt: Math.ceil((now + CLAIM_KEPT_MS) / 1000),
  };
  if (!(await ledger.writeClaim(claimant, claim))) return stillChecking();
  if (await queueCheck(effects, claimant, claim, 0, tried)) return undefined;
  await ledger.settleClaim(claimant, claim, 'unsent');
  return busy();
}

export function stillChecking(): Response {
  return problem('still-checking', { detail: 'Ask with GET until the check is over, then send this again.' });
}

function busy(): Response {
  return problem('busy', { detail: 'Try again in half a minute.', headers: { 'retry-after': '30' } });
}
