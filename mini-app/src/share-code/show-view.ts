/** ShowView: what the page 出示 says of one code: the code itself with what has to be told beside it, or what keeps it from being shown. */
import type { Instant, Withheld } from '../../../core/index.ts';
import type { Credential } from '../../../core/share-code/credential.ts';
import type { TrustedClock } from '../trust/trusted-clock.ts';
import type { CodeState } from './code-keeper.ts';
import { factsOf, type PhoneCode } from './phone-code.ts';

export type ShowNote = 'replacing' | 'clockOff' | 'clockBack';

export type ShowView =
  | { kind: 'code'; code: PhoneCode; facts: Credential; notes: ShowNote[] }
  /** The server is being asked, and there is nothing to show meanwhile. */
  | { kind: 'getting' }
  | { kind: 'withheld'; why: Withheld }
  /** `first`: never one on this phone, or its store was cleared; `lapsed`: the one there is has run out. */
  | { kind: 'first' | 'lapsed' | 'signedOut' | 'notBound' | 'trouble' };

export function showView(
  { code, asking, withheld, replacing, trouble }: CodeState,
  phoneClock: ReturnType<TrustedClock['phoneClock']>,
  now: Instant,
): ShowView {
  const facts = code && factsOf(code);
  if (code && facts && now < code.expiresAt) {
    const notes: ShowNote[] = [];
    if (phoneClock === 'back') notes.push('clockBack');
    if (phoneClock === 'off') notes.push('clockOff');
    if (replacing) notes.push('replacing');
    return { kind: 'code', code, facts, notes };
  }
  if (asking) return { kind: 'getting' };
  if (withheld) return { kind: 'withheld', why: withheld };
  // Nobody has been asked yet. One that has run out says so: there may be no network to ask by.
  if (!trouble) return { kind: code ? 'lapsed' : 'getting' };
  if (trouble.kind === 'signed-out') return { kind: 'signedOut' };
  if (trouble.kind === 'problem') {
    const unproven = trouble.problem === 'not-bound' || trouble.problem === 'proof-too-weak';
    return { kind: unproven ? 'notBound' : trouble.problem === 'consent-missing' ? 'signedOut' : 'trouble' };
  }
  if (trouble.kind === 'unreadable') return { kind: 'trouble' };
  return { kind: code ? 'lapsed' : 'first' };
}
