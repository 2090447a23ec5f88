/** Verified phone: the number behind a super-app's code, or the problem that says why there is none. */
import type { Response } from '../door/request.ts';
import type { Effects } from '../effects/effects.ts';
import { superAppProblem } from './super-app-problem.ts';

export async function verifiedPhone(
  { superApps, log }: Pick<Effects, 'superApps' | 'log'>,
  code: string,
): Promise<{ phone: string } | { problem: Response }> {
  const answer = await superApps.phone(code);
  if (answer.kind === 'phone') return { phone: answer.number };
  return {
    problem: superAppProblem(log, answer.reason, '/phoneCode', 'Ask for the phone number again and send the new code.'),
  };
}
