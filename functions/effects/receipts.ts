/**
 * Receipts: what the one of a citizen, venue and day says, under a mark that names none of them, for as long as its answer may
 * be asked for again; and how many there were. Never which citizen, and never a name that somebody typed.
 */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type CitizenId, DAY_MS, type JurisdictionCode } from '../../core/index.ts';
import type { Complaint } from '../../core/share-code/receipt.ts';
import type { ReceiptCountItem, ReceiptItem, VenueId } from './items.ts';
import type { Pepper } from './peppers.ts';
import { ifConditionHolds, queryAll, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

/** A venue that nobody has registered, named by the citizen: counted together, for what people type may be about anybody. */
export const TOLD = 'told';

export interface Counted {
  jurisdiction: JurisdictionCode;
  venue: VenueId | typeof TOLD;
  /** By complaint; absent: none. */
  counts: Partial<Record<Complaint, number>>;
}

/** Of a receipt all but its venue. */
export type Given = ReceiptItem['given'];

/** Whose a receipt is. `venue`: its id, or the name that was told. */
export interface ReceiptOf {
  citizen: CitizenId;
  venue: string;
  day: string;
}

export interface Receipts extends ReceiptCounts {
  /** The one that there is: this, if there was none. `counted`: it has been. */
  give(of: ReceiptOf, receipt: Given): Promise<{ given: Given; counted: boolean }>;
  /** True for one alone of all who ask: that one counts it, and what breaks then leaves one uncounted, never counted twice. */
  mayCount(of: ReceiptOf): Promise<boolean>;
}

export interface ReceiptCounts {
  count(day: string, what: Omit<Counted, 'counts'>, complaint: Complaint): Promise<void>;
  /** Of one day, as `2022-08-01`, by jurisdiction and venue. */
  ofDay(day: string): Promise<Counted[]>;
}

/** A refusal may be told so many days later; then what is kept of its receipt has done its work. */
export const TOLD_WITHIN_DAYS = 7;
/** As long as a receipt can be checked. */
const COUNTED_DAYS = 400;

export function createReceiptCounts(world: Timed, tables: Tables): ReceiptCounts {
  const { client, ledger: TableName } = tables;
  return {
    async count(day, { jurisdiction, venue }, complaint) {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: { pk: `receipts#${day}`, sk: `${jurisdiction}#${venue}` },
          UpdateExpression: 'SET expiresAt = if_not_exists(expiresAt, :ttl) ADD #complaint :one',
          ExpressionAttributeNames: { '#complaint': complaint },
          ExpressionAttributeValues: {
            ':ttl': secondsOf(world.clock.now() + COUNTED_DAYS * DAY_MS),
            ':one': 1,
          },
        }),
      );
    },
    async ofDay(day) {
      const items = await queryAll<ReceiptCountItem & { pk: string; sk: string; expiresAt: number }>(tables, {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `receipts#${day}` },
      });
      return items.map(({ pk: _, sk, expiresAt: __, ...counts }) => {
        const [jurisdiction, venue] = sk.split('#');
        return { jurisdiction, venue, counts } as Counted;
      });
    },
  };
}

export function createReceipts(world: Timed, tables: Tables, pepper: Pepper): Receipts {
  const { client, cache: TableName } = tables;
  const keyOf = async ({ citizen, venue, day }: ReceiptOf) => ({
    pk: `receipt#${await pepper('receipt', citizen, venue, day)}`,
    sk: 'receipt',
  });
  return {
    ...createReceiptCounts(world, tables),
    async give(of, given) {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName,
          Key: await keyOf(of),
          UpdateExpression: 'SET given = if_not_exists(given, :given), expiresAt = if_not_exists(expiresAt, :ttl)',
          ExpressionAttributeValues: {
            ':given': given,
            ':ttl': secondsOf(world.clock.now() + (TOLD_WITHIN_DAYS + 1) * DAY_MS),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      const item = Attributes as ReceiptItem;
      return { given: item.given, counted: item.counted === true };
    },
    async mayCount(of) {
      const written = await ifConditionHolds(
        client.send(
          new UpdateCommand({
            TableName,
            Key: await keyOf(of),
            UpdateExpression: 'SET counted = :true',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(counted)',
            ExpressionAttributeValues: { ':true': true },
          }),
        ),
      );
      return written !== undefined;
    },
  };
}
