/** Trust store: the trust list in force and the newest keys and policies, as items that one writer of several changes. */
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../../core/index.ts';
import type { PublishedTrustList } from '../../core/share-code/trust-list.ts';
import type { KeysAndPoliciesItem, TrustListItem } from './items.ts';
import { ifConditionHolds, type Tables } from './tables.ts';

export interface TrustStore {
  readList(): Promise<TrustListItem>;
  /** `undefined`: no ceremony was held yet. */
  readKeys(): Promise<KeysAndPoliciesItem | undefined>;
  /** False when another list has come since `seen`. What is wanted or revoked meanwhile stays for the next. */
  writeList(seen: TrustListItem, next: PublishedTrustList & { seq: number; signedAt: Instant }): Promise<boolean>;
  /** False when another one was published since `seen`. `revoked`: ids that a root has now signed as revoked. */
  writeKeys(
    seen: KeysAndPoliciesItem | undefined,
    next: Omit<KeysAndPoliciesItem, 'v'>,
    revoked: readonly string[],
  ): Promise<boolean>;
  /** Has the next list say that this key stands no more. */
  revokeKey(kid: string): Promise<void>;
  /** Has a list made before the hour is over. */
  want(): Promise<void>;
}

const LIST = { pk: 'trust', sk: 'list' };
const KEYS = { pk: 'trust', sk: 'keys-and-policies' };

export function createTrustStore({ client, ledger: TableName }: Tables): TrustStore {
  async function read<T>(Key: typeof LIST): Promise<T | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item as T | undefined;
  }
  async function updateList(UpdateExpression: string, values: Record<string, unknown>): Promise<void> {
    await client.send(new UpdateCommand({ TableName, Key: LIST, UpdateExpression, ExpressionAttributeValues: values }));
  }

  return {
    readList: async () => (await read<TrustListItem>(LIST)) ?? {},
    readKeys: () => read<KeysAndPoliciesItem>(KEYS),
    async writeList({ seq: seen, wanted = 0 }, { seq, signedAt, list, keysAndPolicies }) {
      const written = await ifConditionHolds(
        client.send(
          new UpdateCommand({
            TableName,
            Key: LIST,
            UpdateExpression: 'SET seq = :seq, signedAt = :at, #list = :list, keysAndPolicies = :keys, met = :met',
            ConditionExpression: seen === undefined ? 'attribute_not_exists(seq)' : 'seq = :seen',
            ExpressionAttributeNames: { '#list': 'list' },
            ExpressionAttributeValues: {
              ':seq': seq,
              ':at': signedAt,
              ':list': list,
              ':keys': keysAndPolicies,
              ':met': wanted,
              ...(seen !== undefined && { ':seen': seen }),
            },
          }),
        ),
      );
      return written !== undefined;
    },
    async writeKeys(seen, next, revoked) {
      const item: KeysAndPoliciesItem = { ...next, v: (seen?.v ?? 0) + 1 };
      const written = await ifConditionHolds(
        client.send(
          new PutCommand({
            TableName,
            Item: { ...item, ...KEYS },
            ConditionExpression: seen ? 'v = :v' : 'attribute_not_exists(pk)',
            ...(seen && { ExpressionAttributeValues: { ':v': seen.v } }),
          }),
        ),
      );
      if (written && revoked.length > 0) await updateList('DELETE revokedKeys :kids', { ':kids': new Set(revoked) });
      return written !== undefined;
    },
    revokeKey: (kid) => updateList('ADD revokedKeys :kids', { ':kids': new Set([kid]) }),
    want: () => updateList('ADD wanted :one', { ':one': 1 }),
  };
}
