/** SecondOpinion: asking online what a phone cannot know: whether it helps, and what became of it. */
import type { Verification } from '../../../core/share-code/index.ts';
import type { Reply } from '../http/trouble.ts';
import type { OnlineVerdict } from '../server/online-verdict.ts';
import type { SecondOpinion } from './gate.ts';

/**
 * `needed`: the phone cannot tell. `possible`: it admits, by a list up to 48 hours old; at a peak nobody need ask, so nothing
 * asks by itself. `undefined`: a showing that is stale here is stale there, and what is forged stays so.
 */
export function helpsToAsk(verification: Verification | OnlineVerdict): 'needed' | 'possible' | undefined {
  switch (verification.kind) {
    case 'admit':
      return verification.basis === 'not-required' ? undefined : 'possible';
    case 'ask-online':
      return verification.reason === 'not-live' ? undefined : 'needed';
    case 'refuse':
      return verification.reason === 'no-result-in-window' ? 'needed' : undefined;
    case 'not-a-code':
      return undefined;
  }
}

export function opinionOf(reply: Reply<OnlineVerdict>): SecondOpinion {
  switch (reply.kind) {
    case 'ok':
      return { kind: 'told', verdict: reply.value };
    case 'offline':
    case 'timeout':
      return { kind: 'failed', why: 'offline' };
    case 'problem': {
      const { status } = reply;
      if (status === 409) return { kind: 'failed', why: 'answered' };
      if (status === 429) return { kind: 'failed', why: 'too-many' };
      // A desk's connection has ended, or the person was removed.
      if (status === 401 || status === 403 || status === 404) return { kind: 'failed', why: 'not-staff' };
      return { kind: 'failed', why: 'other' };
    }
    case 'signed-out':
      return { kind: 'failed', why: 'not-staff' };
    default:
      return { kind: 'failed', why: 'other' };
  }
}
