import { expect, test } from 'vitest';
import { DAY_MS, type Instant, instantOf, parseInstant } from '../../../core/index.ts';
import { createReceiptBook, type KeptReceipt } from './receipt-book.ts';

const at = (time: string) => parseInstant(`2022-08-${time}:00+08:00`)!;
function phone(kept: Record<string, unknown> = {}) {
  return {
    kept,
    remember: (key: string, value: unknown) => {
      kept[key] = JSON.parse(JSON.stringify(value));
      return true;
    },
    recall: (key: string) => kept[key],
    forget: (key: string) => void delete kept[key],
  };
}
const receipt = (of: string, refusedAt: Instant): KeptReceipt => ({ link: `link ${of}`, venue: of, of, refusedAt });

test('a receipt is found again by venue and Beijing day, also by the next run of the program', () => {
  const store = phone();
  createReceiptBook(store, () => at('01T12:00')).keep(receipt('hzwulin1', at('01T00:10')));
  const book = createReceiptBook(store, () => at('01T12:00'));
  expect(book.find('hzwulin1', '2022-08-01')?.link).toBe('link hzwulin1');
  // 16:10 of the day before in UTC.
  expect(book.find('hzwulin1', '2022-07-31')).toBeUndefined();
  expect(book.find('~某小区', '2022-08-01')).toBeUndefined();
});

test('the newest comes first, and what cannot be checked any more is gone', () => {
  let now = at('01T12:00');
  const book = createReceiptBook(phone(), () => now);
  book.keep(receipt('a', at('01T08:00')));
  book.keep(receipt('b', at('01T09:00')));
  expect(book.receipts().map(({ of }) => of)).toEqual(['b', 'a']);
  now = instantOf(at('01T08:30') + 400 * DAY_MS);
  expect(book.receipts().map(({ of }) => of)).toEqual(['b']);
});

test('what the store has lost or garbled is left out, and nothing stays of whoever had the phone before', () => {
  const store = phone({ receipts: [receipt('a', at('01T08:00')), { link: 7 }, null, 'x'] });
  const book = createReceiptBook(store, () => at('01T12:00'));
  expect(book.receipts()).toHaveLength(1);
  book.forget();
  expect(book.receipts()).toEqual([]);
  expect(store.kept).toEqual({});
  expect(createReceiptBook(phone({ receipts: 'x' }), () => at('01T12:00')).receipts()).toEqual([]);
});
