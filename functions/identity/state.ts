/** Identity state: what GET and PUT /identity answer. A failure says that it failed, and nothing else. */
import { formatInstant, type Instant } from '../../core/index.ts';
import type { Response } from '../door/request.ts';
import type { ProfileItem } from '../effects/items.ts';

export type IdentityState =
  | { state: 'none' | 'failed' }
  | { state: 'checking'; pollAfterMs: number }
  | { state: 'bound'; token: string; expiresAt: Instant };

export function writtenIdentity(status: number, identity: IdentityState, profile: ProfileItem | undefined): Response {
  const documents = Object.values(profile?.documents ?? {}).map(({ type, last4, name, strength }) => ({
    type,
    last4,
    name,
    strength,
  }));
  const { state } = identity;
  const session =
    identity.state === 'bound' ? { token: identity.token, expiresAt: formatInstant(identity.expiresAt) } : {};
  const pollAfterMs = identity.state === 'checking' ? identity.pollAfterMs : null;
  return { status, body: { state, documents, ...session, pollAfterMs } };
}
