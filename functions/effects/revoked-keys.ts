/** Revoked keys: the ids of those that nobody signs with any more, whatever private halves a cache still holds. */
import type { Tables } from './tables.ts';
import { createTrustStore } from './trust-store.ts';
import type { Timed } from './world.ts';

export type RevokedKeys = () => Promise<ReadonlySet<string>>;

/** A code signed later than this after an order would be called forged by phones that have the next list, a minute after it. */
const REMEMBERED_MS = 10_000;

/** Read each time. */
export function createRevokedKeys(tables: Tables): RevokedKeys {
  const store = createTrustStore(tables);
  return async () => (await store.readList()).revokedKeys ?? new Set();
}

/** For doors that sign much: at most ten seconds old. */
export function createRememberedRevokedKeys({ clock }: Timed, tables: Tables): RevokedKeys {
  const read = createRevokedKeys(tables);
  let known: { keys: Promise<ReadonlySet<string>>; until: number } | undefined;
  return () => {
    const now = clock.now();
    if (known && now < known.until) return known.keys;
    const next = { keys: read(), until: now + REMEMBERED_MS };
    known = next;
    next.keys.catch(() => {
      if (known === next) known = undefined;
    });
    return next.keys;
  };
}
