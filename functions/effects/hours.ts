/** Hours: what asking a source brought, counted by the hour and kept for eight days; numbers only, never about whom; and whose positive was counted lately. */
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { DAY_MS, formatInstant, HOUR_MS, type Instant, instantOf, parseInstant } from '../../core/index.ts';
import type { HourItem } from './items.ts';
import { ifConditionHolds, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

const KEPT_MS = 8 * DAY_MS;
/** The running hour and the one before, by which a source is held (asking/hold.ts). */
const LAST_HOUR_MS = 2 * HOUR_MS;

/** What one hour item counts; absent = none. */
export type HourCounts = Partial<Omit<HourItem, 'expiresAt'>>;
/** Beijing's hours are whole hours everywhere. */
export type Hour = HourCounts & { from: Instant };

export interface Hours {
  /** Adds to the running hour. */
  add(source: string, counts: HourCounts): Promise<void>;
  /** The hours from `since` on in which anything was counted, oldest first. */
  read(source: string, since: Instant): Promise<Hour[]>;
  /** False when a positive under this mark was counted within the last two hours. */
  claimPositive(mark: string): Promise<boolean>;
}

export const startOfHour = (at: Instant): Instant => instantOf(Math.floor(at / HOUR_MS) * HOUR_MS);

export function createHours(world: Timed, { client, cache: TableName }: Tables): Hours {
  /** `hour#2022-08-01T07`, Beijing time, which sorts as time does. */
  const keyOf = (at: Instant) => `hour#${formatInstant(at).slice(0, 13)}`;
  return {
    async add(source, counts) {
      const now = world.clock.now();
      const added = Object.entries(counts).filter(([, count]) => count !== 0);
      if (added.length === 0) return;
      await client.send(
        new UpdateCommand({
          TableName,
          Key: { pk: `source#${source}`, sk: keyOf(now) },
          UpdateExpression: `SET expiresAt = :ttl ADD ${added.map(([name]) => `#${name} :${name}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(added.map(([name]) => [`#${name}`, name])),
          ExpressionAttributeValues: {
            ':ttl': secondsOf(now + KEPT_MS),
            ...Object.fromEntries(added.map(([name, count]) => [`:${name}`, count])),
          },
        }),
      );
    },
    async read(source, since) {
      const page = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :source AND sk BETWEEN :since AND :last',
          ExpressionAttributeValues: { ':source': `source#${source}`, ':since': keyOf(since), ':last': 'hour#~' },
        }),
      );
      return (page.Items ?? []).map(({ pk: _, sk, expiresAt: __, ...counts }) => ({
        ...(counts as HourCounts),
        from: parseInstant(`${(sk as string).slice('hour#'.length)}:00:00+08:00`)!,
      }));
    },
    async claimPositive(mark) {
      const now = world.clock.now();
      const written = await ifConditionHolds(
        client.send(
          new PutCommand({
            TableName,
            Item: { pk: `positive#${mark}`, sk: 'counted', expiresAt: secondsOf(now + LAST_HOUR_MS) },
            ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
            ExpressionAttributeValues: { ':now': Math.floor(now / 1000) },
          }),
        ),
      );
      return written !== undefined;
    },
  };
}
