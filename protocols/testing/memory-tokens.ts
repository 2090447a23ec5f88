/** A TokenStore in memory with the real one's promise: among any number who want to renew one stale token, one does. */
import type { Clock, TokenStore } from '../protocol.ts';
import type { FreshToken } from '../token.ts';

export interface MemoryTokens extends TokenStore {
  renewals: string[];
}

export function createMemoryTokens(clock: Pick<Clock, 'now'>): MemoryTokens {
  const held = new Map<string, FreshToken>();
  const leases = new Map<string, Promise<unknown>>();
  const renewals: string[] = [];
  const current = (name: string) => {
    const token = held.get(name);
    return token && token.expiresAt > clock.now() ? token.value : undefined;
  };
  return {
    renewals,
    async read(name) {
      return current(name);
    },
    async renew(name, stale, fetchToken) {
      for (;;) {
        const token = current(name);
        if (token !== undefined && token !== stale) return token;
        const lease = leases.get(name);
        if (!lease) break;
        await lease.catch(() => {});
      }
      renewals.push(name);
      const fetching = fetchToken();
      leases.set(name, fetching);
      try {
        const token = await fetching;
        held.set(name, token);
        return token.value;
      } finally {
        leases.delete(name);
      }
    },
  };
}
