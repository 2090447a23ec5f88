/** Verified phone: the number behind a super-app's code, or the problem that says why there is none. */
import { problem } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import type { Effects } from '../effects/effects.ts';
import { superAppProblem } from './super-app-problem.ts';

/** Without its country's code a foreign number can read like somebody's on the mainland, as +49 151 12345678 does. */
const MAINLAND = '86';

export async function verifiedPhone(
  { superApps, log }: Pick<Effects, 'superApps' | 'log'>,
  code: string,
): Promise<{ phone: string } | { problem: Response }> {
  const answer = await superApps.phone(code);
  if (answer.kind === 'phone' && answer.countryCode !== MAINLAND) {
    const detail = 'Sources know telephones of the mainland only: send specimenNumber instead.';
    return { problem: problem('field-wrong', { field: '/phoneCode', detail }) };
  }
  if (answer.kind === 'phone') return { phone: answer.number };
  return {
    problem: superAppProblem(log, answer.reason, '/phoneCode', 'Ask for the phone number again and send the new code.'),
  };
}
