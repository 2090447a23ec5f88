import { beforeEach, expect, test } from 'vitest';
import { type Instant, instantOf, parseInstant } from '../../../core/index.ts';
import type { Mark } from './gate.ts';
import { createTallyBook } from './tally-book.ts';

const marked = (kind: Mark['kind'], compared = false): Mark => ({ kind, compared });
const [refuse, ask, green] = [marked('refuse'), marked('ask-online'), marked('not-a-code')];

let store: Record<string, unknown>;
let now: Instant;
beforeEach(() => {
  store = {};
  now = parseInstant('2022-08-01T23:50:00+08:00')!;
});
const phone = {
  remember(key: string, value: unknown) {
    store[key] = JSON.parse(JSON.stringify(value));
    return true;
  },
  recall: (key: string) => store[key],
};
const open = () =>
  createTallyBook(
    phone,
    () => now,
    () => '0a1b2c3d',
  );

test('counts by kind and venue, and knows it after a restart', () => {
  const book = open();
  book.count('hz000001', { to: refuse, agoMs: 0 });
  book.count('hz000001', { to: ask, agoMs: 0 });
  book.count(undefined, { to: ask, agoMs: 0 });
  book.count('hz000001', { from: refuse, to: marked('refuse', true), agoMs: 0 });
  expect(open().tallies()).toEqual([
    {
      day: '2022-08-01',
      venue: 'hz000001',
      counts: { admit: 0, refuse: 1, askOnline: 1, compared: 1 },
      phone: '0a1b2c3d',
    },
    { day: '2022-08-01', counts: { admit: 0, refuse: 0, askOnline: 1, compared: 0 }, phone: '0a1b2c3d' },
  ]);
});

test('counts somebody whose verdict changed once, as what it is now', () => {
  const book = open();
  book.count('v', { to: ask, agoMs: 0 });
  book.count('v', { from: ask, to: refuse, agoMs: 0 });
  expect(book.ofToday('v')).toEqual({ admit: 0, refuse: 1, askOnline: 0, compared: 0 });
});

test('what was no share code is no check', () => {
  const book = open();
  book.count('v', { to: green, agoMs: 0 });
  expect(book.tallies()).toEqual([]);
});

test('begins a new day at midnight in Beijing, keeps the day before, and nothing older', () => {
  const book = open();
  book.count('v', { to: ask, agoMs: 0 });
  now = instantOf(now + 11 * 60_000);
  expect(book.ofToday('v').askOnline).toBe(0);
  book.count('v', { to: refuse, agoMs: 0 });
  expect(book.tallies().map(({ day }) => day)).toEqual(['2022-08-02', '2022-08-01']);
  now = instantOf(now + 24 * 3_600_000);
  book.count('v', { to: refuse, agoMs: 0 });
  expect(Object.keys(store['staff-tallies'] as object)).toEqual(['2022-08-02', '2022-08-03']);
});

test('writes nothing but numbers, the venue and a mark of the day', () => {
  const book = open();
  book.count('v', { to: marked('admit'), agoMs: 0 });
  expect(JSON.stringify(store)).toBe(
    '{"staff-tallies":{"2022-08-01":{"phone":"0a1b2c3d","venues":{"v":{"admit":1,"refuse":0,"askOnline":0,"compared":0}}}}}',
  );
});

test.each([
  null,
  'x',
  { '2022-08-01': { phone: 'nobody', venues: {} } },
  { '2022-08-01': { phone: '0a1b2c3d', venues: { v: { admit: -1 } } } },
])('what makes no sense is let go: %j', (kept) => {
  store['staff-tallies'] = kept;
  expect(open().tallies()).toEqual([]);
});

test('what becomes of a verdict after midnight is counted on its own day, so that no day has more compared than seen', () => {
  const book = open();
  now = parseInstant('2022-08-01T23:59:58+08:00')!;
  book.count('v', { to: marked('admit'), agoMs: 0 });
  now = parseInstant('2022-08-02T00:00:03+08:00')!;
  book.count('v', { from: marked('admit'), to: marked('refuse', true), agoMs: 5_000 });
  expect(book.ofToday('v')).toEqual({ admit: 0, refuse: 0, askOnline: 0, compared: 0 });
  expect(book.tallies()).toEqual([
    {
      day: '2022-08-01',
      venue: 'v',
      counts: { admit: 0, refuse: 1, askOnline: 0, compared: 1 },
      phone: '0a1b2c3d',
    },
  ]);
  book.count('v', { to: ask, agoMs: 0 });
  expect(book.tallies().map(({ day, counts }) => [day, counts.refuse, counts.askOnline])).toEqual([
    ['2022-08-02', 0, 1],
    ['2022-08-01', 1, 0],
  ]);
});
