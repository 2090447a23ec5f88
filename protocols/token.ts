/** Calls under a token that expires: read it from the store, renew it once when the source no longer takes it. */
import type { Instant } from '../core/index.ts';
import { instantOf } from '../core/index.ts';
import { StaleToken, type TokenStore } from './protocol.ts';

export interface FreshToken {
  value: string;
  expiresAt: Instant;
}

/** `use` runs at most twice. Refused again with a token just renewed, it is credentials, not age: StaleToken, read as `refused`. */
export async function withToken<T>(
  tokens: TokenStore,
  name: string,
  fetchToken: () => Promise<FreshToken>,
  use: (token: string) => Promise<T>,
): Promise<T> {
  const token = (await tokens.read(name)) ?? (await tokens.renew(name, undefined, fetchToken));
  try {
    return await use(token);
  } catch (error) {
    if (!(error instanceof StaleToken)) throw error;
    return use(await tokens.renew(name, token, fetchToken));
  }
}

const MARGIN_MS = 60_000;

/** When to stop using a token: a minute before the end the source names (epoch ms), or after `lifeMs` where it names none. */
export function expiryOf(named: string | undefined, lifeMs: number, now: Instant): Instant {
  const end = named !== undefined && /^\d{13}$/.test(named) ? Number(named) : now + lifeMs;
  return instantOf(end - MARGIN_MS);
}
