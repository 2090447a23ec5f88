/** Trust store: which trust list is in force and the newest keys and policies, as items that one writer of several changes. */
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../../core/index.ts';
import type { KeysAndPoliciesItem, TrustListItem } from './items.ts';
import { ifConditionHolds, type Tables } from './tables.ts';

export interface TrustStore {
  readList(): Promise<TrustListItem>;
  /** `undefined`: no ceremony was held yet. */
  readKeys(): Promise<KeysAndPoliciesItem | undefined>;
  /** False when another list has come since `seen`. What is wanted or revoked meanwhile stays for the next. */
  writeList(seen: TrustListItem, next: ListInForce): Promise<boolean>;
  /** False when another one was published since `seen`. */
  writeKeys(seen: KeysAndPoliciesItem | undefined, next: Omit<KeysAndPoliciesItem, 'v'>): Promise<boolean>;
  /** From now on every list says that this key stands no more, and nobody signs with it. */
  revokeKey(kid: string): Promise<void>;
  /** Has a list made before the hour is over; the list whose `met` is at least what this returns was begun after. */
  want(): Promise<number>;
}

export type ListInForce = Required<Pick<TrustListItem, 'seq' | 'edition' | 'keysAndPolicies' | 'digest'>> & {
  signedAt: Instant;
};

/** What a list is called in the documents' bucket. */
export const listNamed = (digest: string) => `trust-list-${digest}`;

const LIST = { pk: 'trust', sk: 'list' };
const KEYS = { pk: 'trust', sk: 'keys-and-policies' };

export function createTrustStore({ client, ledger: TableName }: Tables): TrustStore {
  async function read<T>(Key: typeof LIST): Promise<T | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item as T | undefined;
  }
  async function updateList(UpdateExpression: string, values: Record<string, unknown>) {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName,
        Key: LIST,
        UpdateExpression,
        ExpressionAttributeValues: values,
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return Attributes as TrustListItem;
  }

  return {
    readList: async () => (await read<TrustListItem>(LIST)) ?? {},
    readKeys: () => read<KeysAndPoliciesItem>(KEYS),
    async writeList({ seq: seen, wanted = 0 }, { seq, signedAt, edition, keysAndPolicies, digest }) {
      const written = await ifConditionHolds(
        client.send(
          new UpdateCommand({
            TableName,
            Key: LIST,
            UpdateExpression:
              'SET seq = :seq, signedAt = :at, edition = :edition, keysAndPolicies = :keys, digest = :digest, met = :met',
            ConditionExpression: seen === undefined ? 'attribute_not_exists(seq)' : 'seq = :seen',
            ExpressionAttributeValues: {
              ':seq': seq,
              ':at': signedAt,
              ':edition': edition,
              ':keys': keysAndPolicies,
              ':digest': digest,
              ':met': wanted,
              ...(seen !== undefined && { ':seen': seen }),
            },
          }),
        ),
      );
      return written !== undefined;
    },
    async writeKeys(seen, next) {
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
      return written !== undefined;
    },
    async revokeKey(kid) {
      await updateList('ADD revokedKeys :kids', { ':kids': new Set([kid]) });
    },
    want: async () => (await updateList('ADD wanted :one', { ':one': 1 })).wanted!,
  };
}
