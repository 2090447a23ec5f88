/** Sign-in on opening: who must do what before results can be asked for. */
import type { Reply } from './http/trouble.ts';

/** The page to be on. `choose-person`: the sandbox has no login of its own here, or refused the super-app's. */
export type FirstStep = 'home' | 'consent' | 'identity' | 'choose-person' | 'only-in-super-app';

export function firstStep(
  session: Reply<{ bound: boolean }>,
  given: { sandbox: boolean; consented: boolean },
): FirstStep | undefined {
  if (session.kind === 'ok') {
    if (!given.consented) return 'consent';
    return session.value.bound ? 'home' : 'identity';
  }
  const refused = session.kind === 'signed-out' || (session.kind === 'problem' && session.status < 500);
  if (!refused) return undefined;
  return given.sandbox ? 'choose-person' : 'only-in-super-app';
}
