/** useWaysOut: leads from a trouble to the page where it ends: signing in, consenting, adding a document. */
import { useEffect } from 'react';
import { go } from '../go.ts';
import type { Trouble } from '../http/trouble.ts';
import { publicConfig } from '../public-config.ts';
import { signsIn } from '../wiring.ts';

/** Inside a super-app a login is silent: there is nothing to do about it elsewhere, and the page has what the phone keeps. */
const isSilent = signsIn && publicConfig.stage !== 'sandbox';

export function useWaysOut(trouble: Trouble | undefined): void {
  useEffect(() => {
    if (trouble?.kind === 'signed-out' && !isSilent) go.instead('welcome');
    if (trouble?.kind !== 'problem') return;
    if (trouble.problem === 'consent-missing') go.instead('welcome');
    if (trouble.problem === 'not-bound' || trouble.problem === 'proof-too-weak') go.instead('identity');
  }, [trouble]);
}
