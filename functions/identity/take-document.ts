/** Take document: makes a document's item say whose it is after a proof, against everybody who tries at the same time. */
import type { CitizenId } from '../../core/index.ts';
import type { CheckingEffects } from '../effects/for-dependents.ts';
import type { AccountKey, ProfileDocument } from '../effects/items.ts';
import { ATTEMPTS, stepAside } from '../effects/step-aside.ts';
import { finishDisplacing } from './displace.ts';
import { hindranceAmong } from './most-documents.ts';
import { whoseAfter } from './whose.ts';

type Proven = Pick<ProfileDocument, 'type' | 'key' | 'strength'>;

/** `prover`: who has proven it; `own`: whose it becomes if it is nobody's. `undefined`: a stronger proof stands, or one person cannot have both. */
export async function takeDocument(
  effects: CheckingEffects,
  prover: AccountKey,
  proven: Proven,
  own: CitizenId,
): Promise<CitizenId | undefined> {
  const { ledger } = effects;
  const { key, strength } = proven;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await stepAside(effects.world, attempt);
    const seen = await ledger.readDocument(key);
    if (seen?.displaced) {
      await finishDisplacing(effects, key, seen);
      continue;
    }
    const whose = whoseAfter(seen, prover, strength, own);
    if (whose.kind === 'refuse') return undefined;
    const citizen = whose.kind === 'leave' ? own : whose.next.citizen;
    if (!(await isOnePerson(effects, citizen, own, proven))) return undefined;
    if (whose.kind === 'leave') return citizen;
    if (!(await ledger.writeDocument(key, seen, whose.next))) continue;
    if (whose.next.displaced) await finishDisplacing(effects, key, { ...whose.next, v: (seen?.v ?? 0) + 1 });
    return citizen;
  }
  throw new Error('a document changed under every attempt to bind it');
}

/** Whether the proof still stands; name and number alone show nothing and so can stand beside any other. */
export async function stillProves(
  { ledger }: Pick<CheckingEffects, 'ledger'>,
  prover: AccountKey,
  { key, strength }: Pick<Proven, 'key' | 'strength'>,
  citizen: CitizenId,
): Promise<boolean> {
  if (strength === 'matched') return true;
  const document = await ledger.readDocument(key);
  return document?.citizen === citizen && document.proofs[prover] !== undefined;
}

/** Whether one person can have all of it, also where two citizens turn out to be one. */
async function isOnePerson(
  { ledger }: Pick<CheckingEffects, 'ledger'>,
  citizen: CitizenId,
  own: CitizenId,
  proven: Proven,
): Promise<boolean> {
  const profiles = await Promise.all([...new Set([citizen, own])].map((each) => ledger.readProfile(each)));
  const bound = profiles.flatMap((profile) => Object.values(profile?.documents ?? {}));
  return hindranceAmong([...bound, proven]) === undefined;
}
