/** Code withheld: the answer where nothing survives of which a code could be made. Only the citizen is ever told why. */
import type { Withheld } from '../../core/index.ts';
import { problem } from '../door/problem.ts';
import type { Response } from '../door/request.ts';

const DETAILS: Record<Withheld, string> = {
  positive: 'A positive result stands. Ask again when a later negative one has come.',
  'awaiting-retest': 'A result awaits its retest. Ask again when a later negative one has come.',
  doubt:
    'Channels contradict each other, or say something that cannot be read. Ask again when a later negative result has come.',
  'no-negative':
    'No negative result and no sampling of the last fortnight is known; to print, none that any policy in force now would recognise. Have the sources asked with GET /results.',
};

export function codeWithheld(reason: Withheld): Response {
  return problem('code-withheld', { detail: DETAILS[reason], more: { withheld: reason } });
}
