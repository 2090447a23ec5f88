/** Rules for config/staff-words.json that its schema cannot say: every reason of a verdict has its sentence, and no other does. */
import { ONLINE_REASONS, REFUSALS } from '../../core/share-code/verify.ts';
import type { StaffWordsFile } from '../../functions/effects/configuration.ts';
import { type Problem, pointer } from './problem.ts';

export function* checkStaffWords({ reasons }: StaffWordsFile): Iterable<Omit<Problem, 'file'>> {
  const known: readonly string[] = [...REFUSALS, ...ONLINE_REASONS];
  for (const reason of known)
    if (!(reason in reasons))
      yield { field: '/reasons', remedy: `add "${reason}": what staff read when a verdict gives this reason` };
  for (const reason of Object.keys(reasons))
    if (!known.includes(reason))
      yield { field: pointer('reasons', reason), remedy: `is no reason of a verdict; use one of ${known.join(', ')}` };
}
