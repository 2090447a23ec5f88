/** Attempts: counters that expire with their window, by what is tried by or about; each stands under an HMAC. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Pepper } from './peppers.ts';
import { secondsOf, type Tables } from './tables.ts';
import type { World } from './world.ts';

/** `asker`: a phone or a desk at a counter. */
export type Counted = 'account' | 'address' | 'asker' | 'venue' | 'document';

export interface Attempts {
  /** Counts one more in the running window; returns how many there were and when it ends. */
  count(who: Counted, name: string, windowMs: number): Promise<{ count: number; endsAt: number }>;
}

export function createAttempts(world: World, tables: Tables, pepper: Pepper): Attempts {
  return {
    async count(who, name, windowMs) {
      const startsAt = Math.floor(world.clock.now() / windowMs) * windowMs;
      const endsAt = startsAt + windowMs;
      const id = await pepper('attempts', who, name);
      const after = await tables.client.send(
        new UpdateCommand({
          TableName: tables.cache,
          Key: { pk: `limit#${who}#${id}`, sk: String(startsAt) },
          UpdateExpression: 'SET expiresAt = :ttl ADD n :one',
          ExpressionAttributeValues: { ':ttl': secondsOf(endsAt), ':one': 1 },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return { count: after.Attributes!.n as number, endsAt };
    },
  };
}
