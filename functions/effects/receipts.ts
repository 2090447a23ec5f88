/** Receipts: that a citizen has had one for a venue and a day, and how many there were; never which citizen, and never a receipt. */
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type CitizenId, DAY_MS, type JurisdictionCode } from '../../core/index.ts';
import type { Complaint } from '../../core/share-code/receipt.ts';
import type { ReceiptCountItem, VenueId } from './items.ts';
import type { Pepper } from './peppers.ts';
import { ifConditionHolds, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

/** A venue that nobody has registered, named by the citizen: counted together, for what people type may be about anybody. */
export const TOLD = 'told';

export interface Counted {
  jurisdiction: JurisdictionCode;
  venue: VenueId | typeof TOLD;
  /** By complaint; absent: none. */
  counts: Partial<Record<Complaint, number>>;
}

export interface Receipts extends ReceiptCounts {
  /** False when the citizen has had one for this venue and day. `venue`: its id, or the name that was told. */
  claim(citizen: CitizenId, venue: string, day: string): Promise<boolean>;
}

export interface ReceiptCounts {
  count(day: string, what: Omit<Counted, 'counts'>, complaint: Complaint): Promise<void>;
  /** Of one day, as `2022-08-01`, by jurisdiction and venue. */
  ofDay(day: string): Promise<Counted[]>;
}

/** A refusal may be told so many days later; then the claim has done its work. */
export const TOLD_WITHIN_DAYS = 7;
/** As long as a receipt can be checked. */
const COUNTED_DAYS = 400;

export function createReceiptCounts(world: Timed, { client, ledger }: Tables): ReceiptCounts {
  return {
    async count(day, { jurisdiction, venue }, complaint) {
      await client.send(
        new UpdateCommand({
          TableName: ledger,
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
      const counted: Counted[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: ledger,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': `receipts#${day}` },
            ExclusiveStartKey,
          }),
        );
        for (const { pk: _, sk, expiresAt: __, ...counts } of page.Items ?? []) {
          const [jurisdiction, venue] = (sk as string).split('#');
          counted.push({ jurisdiction, venue, counts: counts as ReceiptCountItem } as Counted);
        }
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      return counted;
    },
  };
}

export function createReceipts(world: Timed, tables: Tables, pepper: Pepper): Receipts {
  return {
    ...createReceiptCounts(world, tables),
    async claim(citizen, venue, day) {
      const id = await pepper('receipt', citizen, venue, day);
      const written = await ifConditionHolds(
        tables.client.send(
          new PutCommand({
            TableName: tables.cache,
            Item: {
              pk: `receipt#${id}`,
              sk: 'receipt',
              expiresAt: secondsOf(world.clock.now() + (TOLD_WITHIN_DAYS + 1) * DAY_MS),
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
      return written !== undefined;
    },
  };
}
