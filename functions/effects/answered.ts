/** Answered: which showings were answered online lately, and to whom: each has one answer, for a film of it deserves none. */
import { createHash } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { MINUTE_MS } from '../../core/index.ts';
import { ifConditionHolds, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

/** Longer than a showing is good for, with both clocks off. */
const KEPT_MS = 5 * MINUTE_MS;

export interface Answered {
  /** `first`: nobody has asked about it; `again`: the same asker has, whose answer was perhaps lost; `taken`: another has. */
  claim(showing: Uint8Array, asker: string): Promise<'first' | 'again' | 'taken'>;
  /** Nothing was answered after all. */
  release(showing: Uint8Array): Promise<void>;
}

const digest = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('base64url');

export function createAnswered(world: Timed, { client, cache: TableName }: Tables): Answered {
  const keyOf = (showing: Uint8Array) => ({ pk: `showing#${digest(showing)}`, sk: 'answered' });
  return {
    async claim(showing, asker) {
      const now = world.clock.now();
      const by = digest(asker);
      const written = await ifConditionHolds(
        client.send(
          new PutCommand({
            TableName,
            Item: { ...keyOf(showing), by, expiresAt: secondsOf(now + KEPT_MS) },
            ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
            ExpressionAttributeValues: { ':now': Math.floor(now / 1000) },
          }),
        ),
      );
      if (written) return 'first';
      const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(showing), ConsistentRead: true }));
      return Item?.by === by ? 'again' : 'taken';
    },
    async release(showing) {
      await client.send(new DeleteCommand({ TableName, Key: keyOf(showing) }));
    },
  };
}
