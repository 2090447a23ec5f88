/** Check words: what sources have said to an account's check, or why they have not; never about whom. */
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AccountKey, CheckItem } from './items.ts';
import { isLive, secondsOf, type Tables } from './tables.ts';
import type { World } from './world.ts';

const KEPT_MS = 10 * 60_000;

export type CheckWord = Omit<CheckItem, 'expiresAt'>;

export interface CheckWords {
  /** `asking`: the place in the claim's `asked` that this is the word of. */
  write(account: AccountKey, claim: string, asking: number, word: CheckWord): Promise<void>;
  /** By asking. */
  read(account: AccountKey, claim: string): Promise<Map<number, CheckWord>>;
}

export function createCheckWords(world: World, tables: Tables): CheckWords {
  const prefixOf = (claim: string) => `check#${claim}#`;
  return {
    async write(account, claim, asking, word) {
      const item: CheckItem = { ...word, expiresAt: secondsOf(world.clock.now() + KEPT_MS) };
      await tables.client.send(
        new PutCommand({
          TableName: tables.cache,
          Item: { ...item, pk: `account#${account}`, sk: `${prefixOf(claim)}${asking}` },
        }),
      );
    },
    async read(account, claim) {
      const page = await tables.client.send(
        new QueryCommand({
          TableName: tables.cache,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :a AND begins_with(sk, :check)',
          ExpressionAttributeValues: { ':a': `account#${account}`, ':check': prefixOf(claim) },
        }),
      );
      const items = (page.Items ?? []) as (CheckItem & { sk: string })[];
      const live = items.filter((item) => isLive(item, world.clock.now()));
      return new Map(live.map((item) => [Number(item.sk.slice(prefixOf(claim).length)), item]));
    },
  };
}
