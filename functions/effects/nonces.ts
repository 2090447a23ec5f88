/** Nonces: each counts once, until its signature would be too old anyway. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { ifConditionHolds, secondsOf, type Tables } from './tables.ts';
import type { World } from './world.ts';

const KEPT_MS = 10 * 60_000;

export interface Nonces {
  /** False when the source has used it before. */
  use(source: string, nonce: string): Promise<boolean>;
}

export function createNonces(world: World, { client, cache }: Tables): Nonces {
  return {
    async use(source, nonce) {
      const now = world.clock.now();
      const written = await ifConditionHolds(
        client.send(
          new PutCommand({
            TableName: cache,
            Item: { pk: `source#${source}`, sk: `nonce#${nonce}`, expiresAt: secondsOf(now + KEPT_MS) },
            ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
            ExpressionAttributeValues: { ':now': Math.floor(now / 1000) },
          }),
        ),
      );
      return written !== undefined;
    },
  };
}
