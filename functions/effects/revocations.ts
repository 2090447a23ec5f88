/** Revocations: which codes no longer stand, by the prefix that the trust list names them with; who was shown them nobody can tell. */
import { hash } from 'node:crypto';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../../core/index.ts';
import { revocationPrefix } from '../../core/share-code/revocations.ts';
import type { RevocationItem } from './items.ts';
import { isLive, queryAll, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

export interface Revocations {
  /** `id`: the code's, hex; forgotten when it has expired by itself. Not listed before `from`. */
  add(id: string, expiresAt: Instant, from?: Instant): Promise<void>;
  /**
   * Its holder has had a newer one made, from `from` on: told online alone. Everybody's phone renews about once a day; a list
   * of all those would be as long as there are phones, and would name a code whose successor never arrived.
   */
  supersede(id: string, expiresAt: Instant, from: Instant): Promise<void>;
  /** Whether it is revoked or superseded now, whatever the list of this hour says. */
  has(id: string): Promise<boolean>;
  /** Prefixes of those revoked, unsorted. */
  list(): Promise<number[]>;
}

const PARTITION = 'revocations';
const PREFIX_DIGITS = 10;

export function createRevocations(world: Timed, tables: Tables): Revocations {
  const { client, ledger: TableName } = tables;
  const isDue = (item: RevocationItem) => isLive(item, world.clock.now()) && (item.from ?? 0) <= world.clock.now();
  const supersededAt = (prefix: string) => `superseded#${prefix.slice(0, 2)}`;
  async function put(pk: string, sk: string, item: RevocationItem): Promise<void> {
    await client.send(new PutCommand({ TableName, Item: { ...item, pk, sk } }));
  }
  async function isDueAt(pk: string, sk: string): Promise<boolean> {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        ConsistentRead: true,
      }),
    );
    return Items.some((item) => isDue(item as RevocationItem));
  }
  return {
    add: (id, expiresAt, from) =>
      put(PARTITION, prefixOf(id), { ...(from !== undefined && { from }), expiresAt: secondsOf(expiresAt) }),
    supersede(id, expiresAt, from) {
      const prefix = prefixOf(id);
      return put(supersededAt(prefix), prefix, { from, expiresAt: secondsOf(expiresAt) });
    },
    async has(id) {
      const prefix = prefixOf(id);
      const due = await Promise.all([PARTITION, supersededAt(prefix)].map((pk) => isDueAt(pk, prefix)));
      return due.includes(true);
    },
    async list() {
      const items = await queryAll<RevocationItem & { sk: string }>(tables, {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': PARTITION },
        // A list that is signed because of a revocation must hold it.
        ConsistentRead: true,
      });
      return items.filter(isDue).map(({ sk }) => Number.parseInt(sk, 16));
    },
  };
}

function prefixOf(id: string): string {
  return revocationPrefix(hash('sha256', Buffer.from(id, 'hex'), 'buffer'))
    .toString(16)
    .padStart(PREFIX_DIGITS, '0');
}
