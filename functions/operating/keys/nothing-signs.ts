/** What is said where no key of a use signs: until when, and how one does at once. */
import { formatInstant, type Instant } from '../../../core/index.ts';
import type { SigningKey } from '../../../core/share-code/signed-key.ts';
import type { OnlineUse } from '../../signing/private-key.ts';
import { standing } from './published.ts';

export function nothingSigns(keys: readonly SigningKey[], use: OnlineUse, now: Instant): string {
  const [next] = standing(keys, use, now)
    .filter(({ signsFrom }) => signsFrom > now)
    .sort((a, b) => a.signsFrom - b.signsFrom);
  const until = next ? ` until ${formatInstant(next.signsFrom)}, when ${next.kid} may` : '';
  return `nothing signs ${use}${until}: for a key that signs at once, next --use ${use}, then publish --first`;
}
