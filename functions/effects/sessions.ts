/** Sessions: sealed tokens of 30 minutes; the phone cannot read them, the table need not hold them. */
import type { CitizenId, Instant } from '../../core/index.ts';
import type { AccountKey } from './items.ts';
import { createSealedTokens } from './sealed-tokens.ts';
import type { World } from './world.ts';

export const SESSION_MS = 30 * 60_000;

export interface Session {
  account: AccountKey;
  /** Whom the account leads to; absent until something is bound. */
  citizen?: CitizenId;
  /** When what it says was read: whoever is displaced after that loses it. */
  givenAt: Instant;
}

export interface Sessions {
  /** `readAt`: when the account was looked at, and not later. */
  give(
    account: AccountKey,
    citizen: CitizenId | undefined,
    readAt: Instant,
  ): Promise<{ token: string; expiresAt: Instant }>;
  /** `undefined`: not one of ours, or over. */
  open(token: string): Promise<Session | undefined>;
}

/** Claims: `a` account, `c` citizen, `t` given at (ms). */
interface Claims {
  a: AccountKey;
  c?: CitizenId;
  t: number;
}

export function createSessions(world: World): Sessions {
  const tokens = createSealedTokens<Claims>(world, 'huren-session');
  return {
    async give(account, citizen, readAt) {
      const token = await tokens.seal({ a: account, c: citizen, t: readAt });
      return { token, expiresAt: (readAt + SESSION_MS) as Instant };
    },
    async open(token) {
      const claims = await tokens.open(token);
      if (!claims || !isCurrent(claims.t, world.clock.now())) return undefined;
      return { account: claims.a, citizen: claims.c, givenAt: claims.t as Instant };
    },
  };
}

/** A token from the future comes from an environment whose clock runs ahead; a minute of that is normal. */
export function isCurrent(givenAt: number, now: Instant): boolean {
  const age = now - givenAt;
  return age < SESSION_MS && age >= -60_000;
}
