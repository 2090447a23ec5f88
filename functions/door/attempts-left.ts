/** Attempts left: how often a thing may be tried by one account, from one address, at one venue or about one document, whatever came of it. */
import { DAY_MS, HOUR_MS } from '../../core/index.ts';
import type { Counted } from '../effects/attempts.ts';
import type { Effects } from '../effects/effects.ts';
import type { AccountKey } from '../effects/items.ts';
import { problem } from './problem.ts';
import type { Request, Response } from './request.ts';

export interface Limit {
  who: 'account' | 'address';
  most: number;
  windowMs: number;
}

/**
 * A person with four documents who mistypes each. An account stands for a telephone number that somebody paid for, so it
 * is what holds a guesser; an address only stops one machine with accounts by the hundred, for behind one address of a
 * carrier, a hospital or a station stand thousands who have done nothing, and none of them may be turned away.
 */
export const LIMITS = [
  { who: 'account', most: 8, windowMs: HOUR_MS },
  { who: 'account', most: 20, windowMs: DAY_MS },
  { who: 'address', most: 1_000, windowMs: HOUR_MS },
] as const satisfies readonly Limit[];

/** Counts this attempt at `what`; a problem when it is one too many. `account` undefined: nobody has signed in, and `limits` are by address. */
export async function refuseTooMany(
  { attempts, world }: Pick<Effects, 'attempts' | 'world'>,
  account: AccountKey | undefined,
  { address }: Request,
  limits: readonly Limit[] = LIMITS,
  what = '',
): Promise<Response | undefined> {
  const byName = limits.map((limit) => ({
    ...limit,
    name: `${limit.who === 'account' ? account : networkOf(address)}`,
  }));
  return refuseBeyond({ attempts, world }, byName, what);
}

export interface NamedLimit {
  who: Counted;
  name: string;
  most: number;
  windowMs: number;
}

/** These limits, all of them of one name. */
export function named(limits: readonly Omit<NamedLimit, 'name'>[], name: string): NamedLimit[] {
  return limits.map((limit) => ({ ...limit, name }));
}

/**
 * Counts this attempt at `what` by one name after the other, in their order; a problem when it is one too many by any. It
 * does not count under the names after that: else one account could use up what an address, a venue or a document has left
 * for everybody.
 */
export async function refuseBeyond(
  { attempts, world }: Pick<Effects, 'attempts' | 'world'>,
  limits: readonly NamedLimit[],
  what: string,
): Promise<Response | undefined> {
  let until = 0;
  for (const name of new Set(limits.map((limit) => limit.name))) {
    const counted = limits
      .filter((limit) => limit.name === name)
      .map(async ({ who, most, windowMs }) => {
        const { count, endsAt } = await attempts.count(who, `${what}${windowMs}#${name}`, windowMs);
        return count > most ? endsAt : 0;
      });
    until = Math.max(...(await Promise.all(counted)));
    if (until > 0) break;
  }
  if (until === 0) return undefined;
  const seconds = Math.max(1, Math.ceil((until - world.clock.now()) / 1000));
  return problem('too-many-attempts', {
    detail: `Try again in ${Math.ceil(seconds / 60)} minutes.`,
    headers: { 'retry-after': String(seconds) },
  });
}

/** Whoever has an IPv6 address has the 2^64 beside it too: they count as one. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail ? tail.split(':') : [];
  const written =
    tail === undefined ? groups : [...groups, ...Array(8 - groups.length - rest.length).fill('0'), ...rest];
  return written
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
