/** ReceiptBook: the receipts that this phone was given; they are kept nowhere else. */
import { DAY_MS, formatInstant, type Instant } from '../../../core/index.ts';
import { isObject } from '../http/reading.ts';
import type { Platform } from '../phone/platform-contract.ts';

export interface KeptReceipt {
  /** The signed link. */
  link: string;
  /** As it is called in the list. */
  venue: string;
  /** Whose it is: a venue's id, or `~` and the name that was told. One receipt a venue and day. */
  of: string;
  refusedAt: Instant;
}

export interface ReceiptBook {
  /** Newest first. */
  receipts(): KeptReceipt[];
  keep(receipt: KeptReceipt): void;
  /** The one of this venue and Beijing day. */
  find(of: string, day: string): KeptReceipt | undefined;
  forget(): void;
}

const KEY = 'receipts';
/** So long can one be checked. */
const STANDS_MS = 400 * DAY_MS;
const MOST = 50;

export function createReceiptBook(
  phone: Pick<Platform, 'remember' | 'recall' | 'forget'>,
  now: () => Instant,
): ReceiptBook {
  const stored = phone.recall(KEY);
  let kept = (Array.isArray(stored) ? stored : []).map(receiptIn).filter((each) => each !== undefined);
  const receipts = () => kept.filter(({ refusedAt }) => now() - refusedAt < STANDS_MS);
  return {
    receipts,
    keep(receipt) {
      kept = [receipt, ...receipts()].slice(0, MOST);
      phone.remember(KEY, kept);
    },
    find: (of, day) => receipts().find((each) => each.of === of && dayOf(each.refusedAt) === day),
    forget() {
      kept = [];
      phone.forget(KEY);
    },
  };
}

/** In Beijing, as `2022-08-01`. */
export const dayOf = (at: Instant) => formatInstant(at).slice(0, 10);

function receiptIn(value: unknown): KeptReceipt | undefined {
  if (!isObject(value)) return undefined;
  const { link, venue, of, refusedAt } = value;
  if (typeof link !== 'string' || typeof venue !== 'string' || typeof of !== 'string') return undefined;
  return typeof refusedAt === 'number' ? { link, venue, of, refusedAt: refusedAt as Instant } : undefined;
}
