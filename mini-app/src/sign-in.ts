/** Sign-in on opening: who must do what before results can be asked for. */
import type { Reply } from './http/trouble.ts';

/** The page to be on. `choose-person`: the sandbox has no login of its own here, or refused the super-app's. */
export type FirstStep = 'home' | 'consent' | 'identity' | 'choose-person' | 'only-in-super-app';

/**
 * `undefined`: it is a trouble like any other, and may be tried again. `signsIn`: somebody can be signed in here; only
 * where nobody can is a person sent to the super-app.
 */
export function firstStep(
  session: Reply<{ bound: boolean }>,
  given: { sandbox: boolean; signsIn: boolean; consented: boolean },
): FirstStep | undefined {
  if (session.kind === 'ok') {
    if (!given.consented) return 'consent';
    return session.value.bound ? 'home' : 'identity';
  }
  if (session.kind !== 'signed-out') return undefined;
  if (given.sandbox) return 'choose-person';
  return given.signsIn ? undefined : 'only-in-super-app';
}
