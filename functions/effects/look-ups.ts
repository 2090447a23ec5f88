/** Look-ups: what staff have asked about somebody by the document in their hand, for as long as the answer is awaited. */
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { LookUpItem, LookUpVerdict } from './items.ts';
import { ifConditionHolds, isLive, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

/** Whoever makes the answer and breaks off is followed by the next who looks. */
const SETTLING_MS = 5_000;

export interface LookUps {
  write(id: string, item: LookUpItem): Promise<void>;
  read(id: string): Promise<LookUpItem | undefined>;
  /** From now on all sources are asked. */
  widen(id: string): Promise<void>;
  /** Of several who look at once one makes the answer; false for the others. */
  take(id: string): Promise<boolean>;
  /** The answer, once and for all; whom it is about is forgotten. */
  settle(id: string, verdict: LookUpVerdict): Promise<void>;
}

export function createLookUps(world: Timed, { client, cache: TableName }: Tables): LookUps {
  const keyOf = (id: string) => ({ pk: `look-up#${id}`, sk: 'look-up' });
  const update = (id: string, UpdateExpression: string, values: Record<string, unknown>, condition = '') =>
    ifConditionHolds(
      client.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(id),
          UpdateExpression,
          ConditionExpression: `attribute_exists(pk) AND attribute_not_exists(verdict)${condition}`,
          ExpressionAttributeValues: values,
        }),
      ),
    );
  return {
    async write(id, item) {
      await client.send(new PutCommand({ TableName, Item: { ...item, ...keyOf(id) } }));
    },
    async read(id) {
      const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(id), ConsistentRead: true }));
      return isLive(Item, world.clock.now()) ? (Item as unknown as LookUpItem) : undefined;
    },
    async widen(id) {
      await update(id, 'SET widened = :true', { ':true': true });
    },
    async take(id) {
      const now = world.clock.now();
      const until = { ':until': now + SETTLING_MS, ':now': now };
      const isFree = ' AND (attribute_not_exists(settlingUntil) OR settlingUntil <= :now)';
      return (await update(id, 'SET settlingUntil = :until', until, isFree)) !== undefined;
    },
    async settle(id, verdict) {
      await update(id, 'SET verdict = :verdict REMOVE citizen, settlingUntil', { ':verdict': verdict });
    },
  };
}
