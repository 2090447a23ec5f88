/** Quotas: the calls that are booked at a source in a Beijing day, as one item a day; only sources with a quota have any. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { DAY_MS, formatInstant, type Instant, instantOf, startOfBeijingDay } from '../../core/index.ts';
import { ifConditionHolds, secondsOf, type Tables } from './tables.ts';
import type { World } from './world.ts';

export interface Quotas {
  /** Books calls of the running day if with them at most `most` are booked; false: it is used up. */
  book(source: string, calls: number, most: number): Promise<boolean>;
  /** Counts calls that went out and nobody had booked. */
  add(source: string, calls: number): Promise<void>;
  /** Whether this environment has seen that so much was used up today. */
  isKnownUsedUp(source: string, most: number): boolean;
}

/** When today's quota is over and tomorrow's begins. */
export function nextBeijingDay(now: Instant): Instant {
  return instantOf(startOfBeijingDay(now) + DAY_MS);
}

export function createQuotas(world: World, tables: Tables): Quotas {
  const usedUp = new Map<string, { until: Instant; most: number }>();
  const write = (source: string, now: Instant, calls: number, condition?: { expression: string; most: number }) =>
    tables.client.send(
      new UpdateCommand({
        TableName: tables.cache,
        Key: { pk: `source#${source}`, sk: `day#${formatInstant(now).slice(0, 10)}` },
        UpdateExpression: 'SET expiresAt = :ttl ADD used :calls',
        ConditionExpression: condition?.expression,
        ExpressionAttributeValues: {
          ':ttl': secondsOf(now + 2 * DAY_MS),
          ':calls': calls,
          ...(condition && { ':most': condition.most }),
        },
      }),
    );
  return {
    async book(source, calls, most) {
      if (calls > most) return false;
      const now = world.clock.now();
      const expression = 'attribute_not_exists(used) OR used <= :most';
      const booked = await ifConditionHolds(write(source, now, calls, { expression, most: most - calls }));
      if (booked) return true;
      // Of the day it was asked for: the answer may come after midnight.
      usedUp.set(source, { until: nextBeijingDay(now), most });
      return false;
    },
    async add(source, calls) {
      await write(source, world.clock.now(), calls);
    },
    isKnownUsedUp(source, most) {
      const known = usedUp.get(source);
      return known !== undefined && known.until > world.clock.now() && most <= known.most;
    },
  };
}
