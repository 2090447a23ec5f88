/** Desk sessions: sealed tokens of 30 minutes that name a desk and its venue, and no account; good at the doors of the counter only. */
import type { Instant } from '../../core/index.ts';
import type { DeskId, VenueId } from './items.ts';
import { createSealedTokens } from './sealed-tokens.ts';
import { isCurrent, SESSION_MS } from './sessions.ts';
import type { World } from './world.ts';

export interface DeskSession {
  desk: DeskId;
  venue: VenueId;
}

export interface DeskSessions {
  give(session: DeskSession): Promise<{ token: string; expiresAt: Instant }>;
  /** `undefined`: not one of ours, or over. */
  open(token: string): Promise<DeskSession | undefined>;
}

/** Claims: `d` desk, `v` venue, `t` given at (ms). */
interface Claims {
  d: DeskId;
  v: VenueId;
  t: number;
}

export function createDeskSessions(world: World): DeskSessions {
  const tokens = createSealedTokens<Claims>(world, 'huren-desk');
  return {
    async give({ desk, venue }) {
      const now = world.clock.now();
      const token = await tokens.seal({ d: desk, v: venue, t: now });
      return { token, expiresAt: (now + SESSION_MS) as Instant };
    },
    async open(token) {
      const claims = await tokens.open(token);
      return claims && isCurrent(claims.t, world.clock.now()) ? { desk: claims.d, venue: claims.v } : undefined;
    },
  };
}
