/** What `acts` prints: a line for each, the oldest first, with the number at the venue of whoever did it. */
import { formatInstant } from '../../core/index.ts';
import type { Acts, ActsOf } from '../effects/acts.ts';

export async function toldActs(acts: Acts, of: ActsOf): Promise<string> {
  const all = await acts.list(of);
  if (all.length === 0) return 'Nothing was done in the last 400 days.';
  return all
    .map(({ at, act, by = 'operators', what }) =>
      [formatInstant(at), act, ...(what ? [what] : []), `by ${by}`].join('  '),
    )
    .join('\n');
}
