/** useWaysOut: leads from a trouble to the page where it ends: signing in, consenting, adding a document. */
import { useEffect } from 'react';
import { go } from '../go.ts';
import type { Trouble } from '../http/trouble.ts';

export function useWaysOut(trouble: Trouble | undefined): void {
  useEffect(() => {
    if (trouble?.kind === 'signed-out') go.instead('welcome');
    if (trouble?.kind !== 'problem') return;
    if (trouble.problem === 'consent-missing') go.instead('welcome');
    if (trouble.problem === 'not-bound' || trouble.problem === 'proof-too-weak') go.instead('identity');
  }, [trouble]);
}
