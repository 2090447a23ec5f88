/** Tables: the two DynamoDB tables and the one client that reaches them. What lies in them is written down in items.ts. */
import { ConditionalCheckFailedException, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { CALL_DEADLINES } from './call-deadlines.ts';
import { setting } from './setting.ts';
import type { World } from './world.ts';

export interface Tables {
  client: DynamoDBDocumentClient;
  cache: string;
  ledger: string;
}

const nothing = () => {};
/**
 * Says nothing. Given none, the SDK takes one that is silent too, and walks each answer to hide what is sensitive from its
 * `info` and `error`; so ours has neither. The others must be there: the chain that looks for an operator's credentials calls them.
 */
const SILENT = { trace: nothing, debug: nothing, warn: nothing } as NonNullable<DynamoDBClientConfig['logger']>;

export function createTables(world: Pick<World, 'env' | 'clients'>): Tables {
  const client = new DynamoDBClient({
    maxAttempts: 4,
    logger: SILENT,
    requestHandler: CALL_DEADLINES,
    ...world.clients.dynamodb,
  });
  return {
    client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    cache: setting(world, 'CACHE_TABLE'),
    ledger: setting(world, 'LEDGER_TABLE'),
  };
}

/** All items of a query, however many pages they lie on. */
export async function queryAll<Item>({ client }: Pick<Tables, 'client'>, query: QueryCommandInput): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of paginateQuery({ client }, query)) items.push(...((page.Items ?? []) as Item[]));
  return items;
}

/** Runs a conditional write; `undefined` when its condition did not hold. */
export async function ifConditionHolds<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** TTL attributes are whole seconds. */
export function secondsOf(epochMs: number): number {
  return Math.ceil(epochMs / 1000);
}

/** DynamoDB deletes expired items late: whoever reads filters. */
export function isLive(item: { expiresAt?: number } | undefined, now: number): boolean {
  return item !== undefined && (item.expiresAt === undefined || item.expiresAt * 1000 > now);
}
