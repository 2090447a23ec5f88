/** Super-app problem: what a caller is told when WeChat or Alipay did not vouch for a code. */
import type { SuperAppFailure } from '../../protocols/index.ts';
import { problem } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import type { Log } from '../effects/log.ts';

/** A refused code is the caller's to renew; everything else is not the caller's doing. */
export function superAppProblem(log: Log, reason: SuperAppFailure, field: string, remedy: string): Response {
  if (reason === 'code-invalid' || reason === 'code-used') return problem('code-refused', { field, detail: remedy });
  log('super-app-failed', { reason });
  if (reason === 'blocked') return problem('account-blocked', { detail: 'Ask the super-app about this account.' });
  return problem('super-app-silent', { detail: 'Try again in a minute.', headers: { 'retry-after': '60' } });
}
