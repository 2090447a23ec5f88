/** Check words: what sources have said to an account's check; `yes` or `no`, and never about whom. */
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AccountKey, CheckItem } from './items.ts';
import { isLive, secondsOf, type Tables } from './tables.ts';
import type { World } from './world.ts';

const KEPT_MS = 10 * 60_000;

export interface CheckWords {
  write(account: AccountKey, source: string, claim: string, word: CheckItem['word']): Promise<void>;
  /** By source, of this claim alone. */
  read(account: AccountKey, claim: string): Promise<Map<string, CheckItem['word']>>;
}

export function createCheckWords(world: World, tables: Tables): CheckWords {
  return {
    async write(account, source, claim, word) {
      const item: CheckItem = { claim, word, expiresAt: secondsOf(world.clock.now() + KEPT_MS) };
      await tables.client.send(
        new PutCommand({
          TableName: tables.cache,
          Item: { pk: `account#${account}`, sk: `check#${source}`, ...item },
        }),
      );
    },
    async read(account, claim) {
      const page = await tables.client.send(
        new QueryCommand({
          TableName: tables.cache,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :a AND begins_with(sk, :check)',
          ExpressionAttributeValues: { ':a': `account#${account}`, ':check': 'check#' },
        }),
      );
      const items = (page.Items ?? []) as (CheckItem & { sk: string })[];
      const own = items.filter((item) => item.claim === claim && isLive(item, world.clock.now()));
      return new Map(own.map((item) => [item.sk.slice('check#'.length), item.word]));
    },
  };
}
