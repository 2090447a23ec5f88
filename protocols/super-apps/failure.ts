/** Why a super-app did not vouch for somebody: one closed list for WeChat and Alipay. */
import { AskingFailed } from '../protocol.ts';

export const SUPER_APP_FAILURES = [
  'code-invalid', // unknown, of another app, or expired
  'code-used', // each code is good for one exchange
  'blocked', // the super-app takes the account for a risk
  'too-often', // it has been asked too often for this account
  'busy', // the super-app says that it cannot now
  'misconfigured', // our app id, secret, key or rights
  'unreachable', // no connection, or no answer in time
  'unexplained', // an answer we do not understand or whose signature does not hold
] as const;
export type SuperAppFailure = (typeof SUPER_APP_FAILURES)[number];

/** Thrown within super-apps/ only. */
export class SuperAppFailed extends Error {
  constructor(readonly reason: SuperAppFailure) {
    super(reason);
  }
}

export interface SuperAppSaysNo {
  kind: 'failed';
  reason: SuperAppFailure;
}

/** Runs a call and makes a word of whatever it throws. */
export async function inWords<T>(call: () => Promise<T>): Promise<T | SuperAppSaysNo> {
  try {
    return await call();
  } catch (error) {
    return { kind: 'failed', reason: wordFor(error) };
  }
}

function wordFor(error: unknown): SuperAppFailure {
  if (error instanceof SuperAppFailed) return error.reason;
  if (!(error instanceof AskingFailed)) return 'unexplained';
  if (error.reason === 'timeout' || error.reason === 'unreachable') return 'unreachable';
  return error.reason === 'refused' ? 'misconfigured' : 'unexplained';
}
