/** Token store: the TokenStore of protocols as sealed items; one environment renews under a lease, the others wait for it. */
import { createHash } from 'node:crypto';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { TokenStore } from '../../protocols/index.ts';
import type { TokenItem } from './items.ts';
import type { Log } from './log.ts';
import type { Sealing } from './sealing.ts';
import { ifConditionHolds, secondsOf, type Tables } from './tables.ts';
import type { World } from './world.ts';

/** Longer than any source's deadline; then whoever waits takes over. */
const LEASE_MS = 15_000;
const LOOK_AGAIN_MS = 100;

export function createTokenStore(world: World, tables: Tables, sealing: Sealing, log: Log): TokenStore {
  const opened = new Map<string, { value: string; expiresAt: number }>();
  const keyOf = (name: string) => ({ pk: `token#${name}`, sk: 'token' });
  const placeOf = (name: string) => ({ table: tables.cache, ...keyOf(name), field: 'sealed' });
  const markOf = (value: string) => createHash('sha256').update(value).digest('base64url').slice(0, 16);

  async function look(name: string): Promise<TokenItem | undefined> {
    const got = await tables.client.send(
      new GetCommand({ TableName: tables.cache, Key: keyOf(name), ConsistentRead: true }),
    );
    return got.Item as TokenItem | undefined;
  }

  async function openItem(name: string, item: TokenItem | undefined): Promise<string | undefined> {
    if (!item?.sealed || (item.tokenExpiresAt ?? 0) <= world.clock.now()) return undefined;
    const value = await sealing.open(placeOf(name), item.sealed);
    opened.set(name, { value, expiresAt: item.tokenExpiresAt! });
    return value;
  }

  /** Whether the lease is ours: nobody else holds it, and the token is still the stale one. */
  async function lease(name: string, seen: TokenItem | undefined): Promise<boolean> {
    const now = world.clock.now();
    const got = await ifConditionHolds(
      tables.client.send(
        new UpdateCommand({
          TableName: tables.cache,
          Key: keyOf(name),
          UpdateExpression: 'SET leaseUntil = :until, expiresAt = if_not_exists(expiresAt, :ttl)',
          ConditionExpression: `(attribute_not_exists(leaseUntil) OR leaseUntil <= :now) AND ${
            seen?.mark ? 'mark = :mark' : 'attribute_not_exists(mark)'
          }`,
          ExpressionAttributeValues: {
            ':until': now + LEASE_MS,
            ':now': now,
            ':ttl': secondsOf(now + 86_400_000),
            ...(seen?.mark ? { ':mark': seen.mark } : {}),
          },
        }),
      ),
    );
    return got !== undefined;
  }

  async function release(name: string): Promise<void> {
    await tables.client.send(
      new UpdateCommand({ TableName: tables.cache, Key: keyOf(name), UpdateExpression: 'REMOVE leaseUntil' }),
    );
  }

  async function keep(name: string, token: { value: string; expiresAt: number }): Promise<void> {
    await tables.client.send(
      new UpdateCommand({
        TableName: tables.cache,
        Key: keyOf(name),
        UpdateExpression:
          'SET sealed = :sealed, mark = :mark, tokenExpiresAt = :until, expiresAt = :ttl REMOVE leaseUntil',
        ExpressionAttributeValues: {
          ':sealed': await sealing.seal(placeOf(name), token.value),
          ':mark': markOf(token.value),
          ':until': token.expiresAt,
          ':ttl': secondsOf(token.expiresAt + 86_400_000),
        },
      }),
    );
    opened.set(name, token);
  }

  return {
    async read(name) {
      const cached = opened.get(name);
      if (cached && cached.expiresAt > world.clock.now()) return cached.value;
      return openItem(name, await look(name));
    },
    async renew(name, stale, fetchToken) {
      opened.delete(name);
      for (;;) {
        const item = await look(name);
        const current = await openItem(name, item);
        if (current !== undefined && current !== stale) return current;
        if (await lease(name, item)) break;
        await world.clock.sleep(LOOK_AGAIN_MS * (1 + world.random()));
      }
      try {
        const token = await fetchToken();
        await keep(name, token);
        log('token-renewed', { name });
        return token.value;
      } catch (error) {
        await release(name);
        throw error;
      }
    },
  };
}
